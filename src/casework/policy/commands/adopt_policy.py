"""采纳政策: a new version of rules, dispatch catalogue or assessment policy, from an instant on."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Literal

import msgspec

from casework.context import DecisionContext
from casework.facts import Caller, NewFact
from casework.policy import refusals as no
from casework.policy.assessment import RankedList, id_of, read_assessment
from casework.policy.catalogue import STREET, Item, read_catalogue
from casework.policy.events import PolicyAdopted
from casework.policy.reading import PolicyProblems
from casework.policy.rules import read_rules

PolicyKind = Literal["rules", "catalogue", "assessment"]

PATIENCE = timedelta(minutes=1)  # "now" is a moment ago by the time it is decided


class AdoptPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """The whole text, checked as a whole: with any problem nothing of it is adopted.

    An assessment policy has its id in its text; who also names it as `of` is refused another.
    """

    VERB = "adopt-policy"

    kind: PolicyKind
    text: str
    effective_from: datetime
    title: str = ""
    of: str = ""

    @property
    def stream(self) -> str:
        """Return where its versions are kept."""
        apart = f"/{id_of(self.text)}" if self.kind == "assessment" else ""
        return f"policy/{self.kind}{apart}"

    def authorise(self, caller: Caller) -> str:
        """Return the post: reference data is the admin's."""
        if "admin" not in caller.posts:
            raise no.PoliciesAreTheAdmins()
        return "admin"

    def decide(self, context: DecisionContext) -> Sequence[NewFact]:
        """Return it adopted, where the text says anything new."""
        if self.effective_from.tzinfo is None:
            raise no.InstantWithoutZone(name="effective_from", right="2027-01-01T00:00:00+08:00")
        stream = self.stream
        before: PolicyAdopted | None = context.policies.latest(stream)
        if before is not None and before.text == self.text:
            return []
        self._check_text(context.policies.versions.get(stream, 0) + 1, context)
        if before is not None:
            self._check_time(before, context.at)
        fact = PolicyAdopted(
            text=self.text,
            effective_from=self.effective_from.astimezone(UTC),
            title=self.title.strip(),
        )
        return [NewFact(stream=stream, fact=fact)]

    def _check_text(self, version: int, context: DecisionContext) -> None:
        try:
            match self.kind:
                case "rules":
                    read_rules(self.text, version, context.policies.calendar_names())
                case "catalogue":
                    read_catalogue(self.text, version, lambda item: self._unknown(item, context))
                case "assessment":
                    absent = partial(self._absent, context)
                    read_assessment(self.text, version, of=self.of, check=absent)
        except PolicyProblems as error:
            raise no.PolicyRefused(kind=self.kind, problems=error.problems) from None

    def _unknown(self, item: Item, context: DecisionContext) -> Iterator[tuple[str, str]]:
        """Yield what an item names that does not exist, or may not lead, when it begins to hold."""
        at, code = self.effective_from, item.unit
        if context.directory.category(item.category, at) is None:
            yield "category", f"{item.id}: there is no category {item.category} at that time"
        if item.area and context.directory.area(item.area, at) is None:
            yield "area", f"{item.id}: there is no area {item.area} at that time"
        if code == STREET:
            return
        unit = context.directory.unit(code, at)
        if unit is None:
            yield "unit", f"{item.id}: there is no unit {code} at that time"
        elif not unit.may_lead:
            yield "unit", f"{item.id}: {code} ({unit.name}) may not lead"
        elif unit.duties is not None and not item.category.startswith(tuple(unit.duties)):
            said = f"may not lead {item.category}: it is not among its duties"
            yield "unit", f"{item.id}: {code} ({unit.name}) {said}"

    def _absent(self, context: DecisionContext, ranked: RankedList) -> Iterator[tuple[str, str]]:
        """Yield the units that a list names and that do not exist when it begins to hold."""
        for code in ranked.units:
            if context.directory.unit(code, self.effective_from) is None:
                yield "units", f"{ranked.id}: there is no unit {code} at that time"

    def _check_time(self, before: PolicyAdopted, now: datetime) -> None:
        said = self.effective_from.isoformat()
        if self.effective_from < now - PATIENCE:
            raise no.WorksBackwards(effective_from=said, now=now.isoformat())
        if self.effective_from <= before.effective_from:
            raise no.NotAfterTheLast(kind=self.kind, last=before.effective_from.isoformat())
