"""更正登记: put right what was taken down wrongly, before it is sent to anybody."""

from collections.abc import Sequence
from typing import Any

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import Clock, going
from casework.appeal.commands.collect import category_of, first_limits, place_of
from casework.appeal.commands.command import INTAKE_FIRST, AppealCommand
from casework.appeal.events import Change, IntakeAmended, Limit
from casework.appeal.fields import Text
from casework.appeal.words import CONTENT_LENGTH, TITLE_LENGTH, AppealType, Status, Urgency
from casework.context import DecisionContext
from casework.facts import Fact

PUBLIC = ("type", "urgency", "title", "category", "area")
PERSONAL = ("content", "claimant_name", "claimant_phone", "address")


class AmendIntake(AppealCommand, frozen=True, kw_only=True):
    """Only the fields given change. After dispatch a note or a new category takes its place."""

    VERB = "amend"
    POSTS = frozenset({"collector", "operator", "duty_leader"})
    IN = frozenset({Status.COLLECTED})
    NOT_NOW = no.NotAwaitingDispatch
    ACTS_AS = INTAKE_FIRST

    reason: str
    type: AppealType | None = None
    urgency: Urgency | None = None
    title: str | None = None
    category: Text | None = None
    area: Text | None = None
    content: str | None = None
    claimant_name: str | None = None
    claimant_phone: str | None = None
    address: str | None = None

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: amended, old and new side by side; another rule has another limit from
        now on."""
        public = self._public(appeal, context)
        personal: dict[str, Any] = {
            "content": texts.optional("content", self.content, CONTENT_LENGTH),
            "claimant_name": texts.optional("claimant_name", self.claimant_name, 100),
            "claimant_phone": texts.optional("claimant_phone", self.claimant_phone, 30),
            "address": texts.optional("address", self.address, 500),
        }
        changes = [
            *(Change(f, getattr(appeal, f), public[f]) for f in PUBLIC if f in public),
            *(Change(f) for f, text in personal.items() if text is not None),
        ]
        if not changes:
            raise no.NothingAmended()
        return [
            IntakeAmended(
                reason=texts.required("reason", self.reason),
                changes=tuple(changes),
                limits=self._limits(appeal, public, context),
                **public,
                **personal,
            )
        ]

    def _public(self, appeal: Appeal, context: DecisionContext) -> dict[str, Any]:
        given: dict[str, Any] = {
            f: value
            for f in PUBLIC
            if (value := getattr(self, f)) is not None and value != getattr(appeal, f)
        }
        if "title" in given:
            given["title"] = texts.public("title", given["title"], TITLE_LENGTH)
        if "category" in given:
            given["category_name"] = category_of(given["category"], context).name
        if "area" in given:
            given["place"] = place_of(given["area"], context)
        return given

    def _limits(
        self, appeal: Appeal, public: dict[str, Any], context: DecisionContext
    ) -> tuple[Limit, ...]:
        ruling = ("urgency", "type", "category")
        if not any(f in public for f in ruling):
            return ()
        seen = {f: public.get(f) or getattr(appeal, f) for f in ruling}
        limits = first_limits(context, **seen, sensitive=appeal.sensitive != "none")
        running = going(appeal.clocks, "dispatch")
        return () if running and _rule(running) == _rule(limits[0]) else limits


def _rule(clock: Clock | Limit) -> str:
    return clock.rule.partition("@")[0]
