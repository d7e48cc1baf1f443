"""回访: the centre asks the claimant: were you contacted, is it solved, are you satisfied?"""

from collections.abc import Sequence
from typing import Protocol

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.closing import to_close
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.events import CallbackRecorded
from casework.appeal.fields import Stars, Text
from casework.appeal.standing import Standing
from casework.appeal.words import ReplyChannel, Satisfied, Solved, Status
from casework.context import DecisionContext
from casework.facts import Fact

MOST_ATTEMPTS = 20
MOST_STARS = 10


class RecordCallback(AppealCommand, frozen=True, kw_only=True):
    """One attempt to reach the claimant, with the answers if it connected.

    When the handling limit has passed, the centre calls before any result (Beijing regulation,
    art. 23); that is recorded and changes no state. Who objects after a callback is called again;
    who left no name is not called at all.
    """

    VERB = "record-callback"
    POSTS = frozenset({"caller", "duty_leader"})
    IN = frozenset(
        {
            Status.FED_BACK,
            Status.CALLED_BACK,
            Status.DISPATCHED,
            Status.HANDLING,
            Status.RETURN_PENDING,
        }
    )
    NOT_NOW = no.NotAwaitingCallback
    WHILE = frozenset({"merged"})

    channel: ReplyChannel
    connected: bool
    contacted: bool | None = None
    solved: Solved | None = None
    satisfied: Satisfied | None = None
    opinion: str | None = None
    visited: bool | None = None
    process_satisfied: Satisfied | None = None
    recording_ref: Text | None = None
    stars: Stars | None = None

    @classmethod
    def fits(cls, standing: Standing) -> bool:
        """Return whether it fits: once called back, only where the claimant objects."""
        called = standing.status == Status.CALLED_BACK and "objection" not in standing.marks
        return not called and super().fits(standing)

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: recorded; it counts where it connected and was answered clearly."""
        if appeal.anonymous:
            raise no.NobodyToCall(appeal_no=self.appeal_no)
        objects = appeal.status == Status.CALLED_BACK and "objection" in appeal.marks
        told = appeal.status == Status.FED_BACK or objects
        if not told and not appeal.is_overdue(context.happened_at):
            status = f"{appeal.status} ({appeal.status.chinese})"
            raise no.NotAwaitingCallback(appeal_no=self.appeal_no, status=status)
        if context.caller.user in appeal.handlers:
            raise no.SameHands(user=context.caller.user)
        if len(appeal.attempts) >= MOST_ATTEMPTS:
            raise no.AttemptsUsedUp(appeal_no=self.appeal_no, attempts=len(appeal.attempts))
        check_answers(self)
        return [
            CallbackRecorded(
                attempt=len(appeal.attempts) + 1,
                channel=self.channel,
                connected=self.connected,
                valid=is_valid(self),
                contacted=self.contacted,
                solved=self.solved,
                satisfied=self.satisfied,
                opinion=texts.optional("opinion", self.opinion),
                visited=self.visited,
                process_satisfied=self.process_satisfied,
                recording_ref=texts.optional("recording_ref", self.recording_ref, 200),
                stars=self.stars,
                limits=to_close(ruling(appeal, context)) if self.connected and told else (),
            )
        ]


class Answers(Protocol):
    """What a claimant said when called, or did not."""

    @property
    def connected(self) -> bool | None:
        """Return whether somebody answered."""

    @property
    def contacted(self) -> bool | None:
        """Return whether the unit had been in touch."""

    @property
    def solved(self) -> Solved | None:
        """Return whether it is solved."""

    @property
    def satisfied(self) -> Satisfied | None:
        """Return how satisfied the claimant is."""

    @property
    def visited(self) -> bool | None:
        """Return whether somebody came."""

    @property
    def process_satisfied(self) -> Satisfied | None:
        """Return how satisfied with the way it was done."""

    @property
    def stars(self) -> int | None:
        """Stars, where the city asks for them."""


def check_answers(said: Answers) -> None:
    """Raise where answers are missing, or there that nobody gave."""
    answers = [a for a in (said.contacted, said.solved, said.satisfied) if a is not None]
    more = [a for a in (said.visited, said.process_satisfied, said.stars) if a is not None]
    if not said.connected and (answers or more):
        raise no.AnswersWithoutConnection()
    if said.connected and len(answers) < 3:
        raise no.AnswersMissing()
    if said.stars is not None and not 0 <= said.stars <= MOST_STARS:
        raise no.StarsOutOfRange(stars=said.stars, most=MOST_STARS)


def is_valid(said: Answers) -> bool:
    """Return whether the answers count: it connected, and they are clear."""
    return bool(said.connected) and said.solved != "unclear" and said.satisfied != "refuses"
