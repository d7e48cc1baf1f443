"""How does one appeal live? From collected to closed, as if nothing came between."""

from datetime import datetime
from random import Random

from api.demo.lives import pace
from api.demo.lives.diary import Diary
from api.demo.lives.intake import OPERATORS, Intake
from api.demo.lives.outcomes import UNANSWERED, answers, closing, closing_nameless, handling
from api.demo.model import Step
from api.demo.words.phrases import INSTRUCTIONS

REACHED_CHANCES = (0.87, 0.6, 0.4)
ATTEMPT_CHANNELS = ("phone", "phone", "wechat")
DELIVERED_CHANCE = 0.97
FEED_BACK_BY = ("phone", "phone", "phone", "wechat", "window")
CALLERS = ("callback", "callback2")
INSTRUCTION_OF = dict(INSTRUCTIONS)


def life(rng: Random, appeal: int, at: datetime, intake: Intake) -> list[Step]:
    """All steps of an appeal raised at this moment, to its closing."""
    return _Life(rng, Diary(appeal), intake).told(at)


class _Life:
    def __init__(self, rng: Random, diary: Diary, intake: Intake) -> None:
        self.rng = rng
        self.diary = diary
        self.intake = intake

    def told(self, at: datetime) -> list[Step]:
        at = self.diary.write(at, self.intake.account, "collect", **self.intake.fields)
        at, outcome = self._handle(self._dispatch(at))
        at, delivered = self._feed_back(at)
        if self.intake.nameless:
            ends = closing_nameless(self.rng, outcome)
        else:
            at, said = self._call_back(at, outcome, delivered=delivered)
            ends = closing(self.rng, outcome, said)
        self.diary.write(pace.closed_at(self.rng, at), "duty", "close", **ends)
        return self.diary.steps

    def _dispatch(self, collected: datetime) -> datetime:
        return self.diary.write(
            pace.dispatched_at(self.rng, collected, self.intake),
            self.rng.choice(OPERATORS),
            "dispatch",
            lead_unit=self.intake.lead.code,
            instruction=self.rng.choice(self._instructions()),
        )

    def _instructions(self) -> tuple[str, ...]:
        return INSTRUCTION_OF.get(self.intake.type) or INSTRUCTION_OF[self.intake.urgency]

    def _handle(self, dispatched: datetime) -> tuple[datetime, str]:
        acknowledged = pace.acknowledged_at(self.rng, dispatched, self.intake)
        acknowledged = self.diary.write(acknowledged, self.intake.clerk, "acknowledge")
        at = pace.handled_at(self.rng, dispatched, acknowledged, self.intake)
        fields = handling(self.rng, self.intake, at)
        at = self.diary.write(at, self.intake.clerk, "handle", **fields)
        return at, str(fields["outcome"])

    def _feed_back(self, handled: datetime) -> tuple[datetime, bool]:
        at = pace.fed_back_at(self.rng, handled, self.intake)
        delivered = not self.intake.nameless and self.rng.random() < DELIVERED_CHANCE
        channel = "web" if self.intake.nameless else self.rng.choice(FEED_BACK_BY)
        fields = {"channel": channel, "delivered": delivered}
        return self.diary.write(at, self.intake.clerk, "feed-back", **fields), delivered

    def _call_back(
        self, fed_back: datetime, outcome: str, *, delivered: bool
    ) -> tuple[datetime, dict[str, object]]:
        """Up to three attempts on three days by two channels, until one is answered."""
        caller = self.rng.choice(CALLERS)
        slow = fed_back - self.diary.steps[0].at > pace.SLOW
        at, said = pace.called_at(self.rng, fed_back, self.intake), UNANSWERED
        for channel, chance in zip(ATTEMPT_CHANNELS, REACHED_CHANCES, strict=True):
            connected = self.rng.random() < (chance if delivered else chance / 2)
            said = answers(self.rng, self.intake, outcome, slow=slow) if connected else UNANSWERED
            fields = {"channel": channel, "connected": connected, **said}
            called = self.diary.write(at, caller, "record-callback", **fields)
            if connected:
                break
            at = pace.called_again_at(self.rng, called)
        return called, said
