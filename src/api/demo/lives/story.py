"""One appeal while it is told: what whoever writes a chapter of it has to know."""

from datetime import UTC, datetime
from random import Random

from api.demo.lives.diary import Diary
from api.demo.lives.directory import Directory
from api.demo.lives.occasions import Occasions
from api.demo.lives.raising.intake import OPERATORS, Intake
from api.demo.lives.timing import limits
from api.demo.lives.timing.hours import after_office, later
from api.demo.model import Step

TIMEKEEPER, STANDING_ORDERS = "timekeeper", "standing_orders"  # who work without an account
APPROVED_AFTER_MINUTES = 6
NOT_YET = datetime.max.replace(tzinfo=UTC)


class Story:
    """`lead` is the unit that has it, `helpers` those that still owe a report.

    `dispatched` is when it was first sent, `due` until when it is to be handled. `visited` is what
    the unit says of itself, `supervised` whether a supervision is open.
    """

    def __init__(
        self, rng: Random, directory: Directory, occasions: Occasions, diary: Diary, intake: Intake
    ) -> None:
        self.rng, self.directory, self._occasions = rng, directory, occasions
        self._diary, self.intake = diary, intake
        self.lead = intake.lead.code
        self.helpers: list[str] = []
        self.visited = self.supervised = False
        self.rule = limits.rule_of(intake.fields)
        self.dispatched = self.due = NOT_YET

    @property
    def steps(self) -> list[Step]:
        """What was told so far."""
        return self._diary.steps

    @property
    def now(self) -> datetime:
        """When the last thing happened."""
        return self.steps[-1].at

    @property
    def clerk(self) -> str:
        """Who works for the unit that has it."""
        return self.directory.clerks[self.lead]

    @property
    def head(self) -> str:
        """Who heads that unit, and approves what its clerk asks for."""
        return self.directory.heads[self.lead]

    @property
    def is_ordinary(self) -> bool:
        """Whether it is somebody's trouble of the ordinary kind, which leaves time for turns."""
        return self.intake.pace == "normal" and self.intake.type in ("complaint", "help")

    def happens(self, kind: str) -> bool:
        """Whether this life is one of those to which it happens."""
        return self._occasions.happens(kind)

    def tell(self, at: datetime, account: str, verb: str, **fields: object) -> datetime:
        """One more step; gives back its time, which may be later than asked."""
        return self._diary.write(at, account, verb, **fields)

    def ask(self, at: datetime, verb: str, **fields: object) -> datetime:
        """The clerk asks, and the unit's head approves; gives back when the head did."""
        self.tell(at, self.clerk, verb, **fields)
        approved_at = later(self.now, APPROVED_AFTER_MINUTES)
        return self.tell(approved_at, self.head, "approve", of=verb, decision="accept")

    def after(self, least: float, most: float) -> datetime:
        """Some minutes after the last step: of office time, where it is not urgent."""
        minutes = self.rng.uniform(least, most)
        is_normal = self.intake.pace == "normal"
        return after_office(self.now, minutes) if is_normal else later(self.now, minutes)

    @property
    def dispatcher(self) -> str:
        """Who dispatched it last, and so decides on what the unit asks for."""
        return next(s.account for s in reversed(self.steps) if s.verb == "dispatch")

    def operator(self) -> str:
        """One of those who dispatch."""
        return self.rng.choice(OPERATORS)
