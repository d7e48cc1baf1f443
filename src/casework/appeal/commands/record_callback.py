"""回访: the centre asks the claimant: were you contacted, is it solved, are you satisfied?"""

from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.closing import to_close
from casework.appeal.commands.command import AppealCommand
from casework.appeal.deadlines import ruling
from casework.appeal.events import CallbackRecorded
from casework.appeal.words import ReplyChannel, Satisfied, Solved, Status
from casework.facts import Fact
from casework.scene import Scene

MOST_ATTEMPTS = 20
MOST_STARS = 10


class RecordCallback(AppealCommand, frozen=True, kw_only=True):
    """One attempt to reach the claimant, with the answers if it connected.

    When the handling limit has passed, the centre calls before any result (Beijing regulation,
    art. 23); that is recorded and changes no state.
    """

    VERB = "record-callback"
    POSTS = frozenset({"caller", "duty_leader"})
    IN = frozenset({Status.FED_BACK, Status.DISPATCHED, Status.HANDLING, Status.RETURN_PENDING})
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
    recording_ref: str | None = None
    stars: int | None = None

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact]:
        """Recorded; it counts where it connected and was answered clearly."""
        told = appeal.status == Status.FED_BACK
        if not told and not appeal.is_overdue(scene.at):
            status = f"{appeal.status} ({appeal.status.chinese})"
            raise no.NotAwaitingCallback(appeal_no=self.appeal_no, status=status)
        if scene.caller.user in appeal.handlers:
            raise no.SameHands(user=scene.caller.user)
        if len(appeal.attempts) >= MOST_ATTEMPTS:
            raise no.AttemptsUsedUp(appeal_no=self.appeal_no, attempts=len(appeal.attempts))
        self._check_answers()
        return [
            CallbackRecorded(
                attempt=len(appeal.attempts) + 1,
                channel=self.channel,
                connected=self.connected,
                valid=self._is_valid(),
                contacted=self.contacted,
                solved=self.solved,
                satisfied=self.satisfied,
                opinion=texts.optional("opinion", self.opinion),
                visited=self.visited,
                process_satisfied=self.process_satisfied,
                recording_ref=texts.optional("recording_ref", self.recording_ref, 200),
                stars=self.stars,
                limits=to_close(ruling(appeal, scene)) if self.connected and told else (),
            )
        ]

    def _answers(self) -> list[object]:
        return [a for a in (self.contacted, self.solved, self.satisfied) if a is not None]

    def _check_answers(self) -> None:
        asked_too = (self.visited, self.process_satisfied, self.stars)
        more = [a for a in asked_too if a is not None]
        if not self.connected and (self._answers() or more):
            raise no.AnswersWithoutConnection()
        if self.connected and len(self._answers()) < 3:
            raise no.AnswersMissing()
        if self.stars is not None and not 0 <= self.stars <= MOST_STARS:
            raise no.StarsOutOfRange(stars=self.stars, most=MOST_STARS)

    def _is_valid(self) -> bool:
        return self.connected and self.solved != "unclear" and self.satisfied != "refuses"
