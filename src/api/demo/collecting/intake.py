"""What is raised? One appeal as it is collected, with all the later steps need to know."""

from dataclasses import dataclass

from api.demo.tables.categories import UTILITIES
from api.demo.words.residents import Topic
from casework.directory.values import Unit

OPERATORS = ("operator", "operator2")
ONLY_ANSWERED = ("enquiry", "suggestion", "thanks")


@dataclass(frozen=True, slots=True)
class Intake:
    """One appeal at its beginning.

    `number` is that of the matter in its topic, from 1, and `slots` fill its braces; `fields` are
    those of the collect step.
    """

    account: str
    topic: Topic
    number: int
    answer: str
    lead: Unit
    slots: dict[str, str]
    fields: dict[str, object]

    @property
    def type(self) -> str:
        """Return the type of the matter, such as complaint."""
        return str(self.fields["type"])

    @property
    def title(self) -> str:
        """Return the title, which holds no personal data."""
        return str(self.fields["title"])

    @property
    def urgency(self) -> str:
        """Return how fast it must be handled: normal, urgent or critical."""
        return str(self.fields["urgency"])

    @property
    def priority(self) -> str:
        """Return how fast it goes: water, heat, power and gas are urgent by their category."""
        utility = str(self.fields["category"]).startswith(UTILITIES)
        return "urgent" if utility and self.urgency == "normal" else self.urgency

    @property
    def nameless(self) -> bool:
        """Return whether there is nobody to call back."""
        return self.fields["claimant"] is None
