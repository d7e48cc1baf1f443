"""One appeal while its steps are generated: all that a stage of it has to know."""

from datetime import UTC, datetime
from random import Random

from api.demo.city_index import CityIndex
from api.demo.collecting.intake import OPERATORS, Intake
from api.demo.model import DemoStep
from api.demo.rates import Rates
from api.demo.timing import limits
from api.demo.timing.hours import after_office, later

STANDING_ORDERS = "standing_orders"  # work without an account
APPROVED_AFTER_MINUTES = 6
NOT_YET = datetime.max.replace(tzinfo=UTC)


class DemoCase:
    """`lead` is the unit that has it, `helpers` those that still owe a report.

    `dispatched` is when it was first sent, `due` until when it is to be handled. `visited` is what
    the unit says of itself, `supervised` whether a supervision is open.
    """

    def __init__(
        self, number: int, intake: Intake, rng: Random, index: CityIndex, rates: Rates
    ) -> None:
        self.number, self.intake = number, intake
        self.rng, self.index, self._rates = rng, index, rates
        self.steps: list[DemoStep] = []
        self.lead = intake.lead.code
        self.helpers: list[str] = []
        self.visited = self.supervised = False
        self.rule = limits.rule_of(intake.fields)
        self.dispatched = self.due = NOT_YET

    @property
    def now(self) -> datetime:
        """Return when the last thing happened."""
        return self.steps[-1].at

    @property
    def clerk(self) -> str:
        """Return who works for the unit that has it."""
        return self.index.clerks[self.lead]

    @property
    def head(self) -> str:
        """Return who heads that unit, and approves what its clerk asks for."""
        return self.index.heads[self.lead]

    @property
    def dispatcher(self) -> str:
        """Return who dispatched it last, and so decides on what the unit asks for."""
        return next(s.account for s in reversed(self.steps) if s.verb == "dispatch")

    @property
    def is_ordinary(self) -> bool:
        """Return whether it is somebody's trouble of the ordinary kind, and can take its time."""
        return self.intake.priority == "normal" and self.intake.type in ("complaint", "help")

    def happens(self, kind: str) -> bool:
        """Return whether this case is one of those to which it happens."""
        return self._rates.happens(kind)

    def operator(self) -> str:
        """Draw one of those who dispatch."""
        return self.rng.choice(OPERATORS)

    def after(self, least: float, most: float) -> datetime:
        """Draw an instant some minutes after the last step: of office time, if not urgent."""
        minutes = self.rng.uniform(least, most)
        is_normal = self.intake.priority == "normal"
        return after_office(self.now, minutes) if is_normal else later(self.now, minutes)

    def add(self, at: datetime, account: str, verb: str, **fields: object) -> datetime:
        """Add a step, at least a minute after the one before; return when it was taken."""
        at = at.replace(microsecond=0)
        if self.steps:
            at = max(at, later(self.now, 1))
        self.steps.append(DemoStep(at, self.number, account, verb, fields))
        return at

    def add_approved(self, at: datetime, verb: str, **fields: object) -> datetime:
        """Add what the clerk asks, and the head's approval; return when the head approved."""
        self.add(at, self.clerk, verb, **fields)
        approved_at = later(self.now, APPROVED_AFTER_MINUTES)
        return self.add(approved_at, self.head, "approve", of=verb, decision="accept")
