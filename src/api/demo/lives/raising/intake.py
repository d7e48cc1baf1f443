"""What is raised? One appeal as it is collected, with all the later steps need to know."""

from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from api.demo.chance import weighted
from api.demo.lives.directory import Directory
from api.demo.lives.occasions import Occasions
from api.demo.lives.raising.seasons import topics_of_month
from api.demo.lives.raising.texts import slots, told
from api.demo.lives.raising.whereabouts import Place, place
from api.demo.lives.timing.hours import LOCAL
from api.demo.model import Unit
from api.demo.people import made_up_name
from api.demo.tables.accounts import GRID
from api.demo.tables.categories import UTILITIES
from api.demo.words import topics
from api.demo.words.shapes import AppealText, Topic

CHANNELS = (
    ("phone", 50.0),
    ("wechat", 16.0),
    ("grid_visit", 8.0),
    ("web", 5.0),
    ("app", 4.5),
    ("window", 4.5),
    ("province", 4.0),
    ("party_member", 3.0),
    ("mailbox", 2.0),
    ("media", 1.5),
    ("other", 1.5),
)
COLLECTED_ON_SITE = ("grid_visit", "party_member", "window")
COLLECTED_ONLINE = ("wechat", "web", "app")
VISITING_HOURS = range(8, 19)
OPERATORS = ("operator", "operator2")
AT_THE_DESK = ("collector", *OPERATORS)  # how urgent it is, the centre says
URGENCY = {
    "calm": (("normal", 97.0), ("urgent", 3.0)),
    "pressing": (("normal", 30.0), ("urgent", 67.0), ("critical", 3.0)),
    "danger": (("normal", 8.0), ("urgent", 52.0), ("critical", 40.0)),
}
ONLY_ANSWERED = ("enquiry", "suggestion", "thanks")
# A report names somebody, so the one who makes it more often wants no name.
NAMELESS_CHANCE = {"report": 0.28, "complaint": 0.07, "help": 0.01, "enquiry": 0.03}
PHONE_PREFIX, PHONE_NUMBERS = "1390419", 10_000


@dataclass(frozen=True, slots=True)
class Intake:
    """One appeal at its beginning.

    `number` is that of the matter in its topic, from 1, and `words` fill its braces; `fields` are
    those of the collect step.
    """

    account: str
    topic: Topic
    number: int
    answer: str
    lead: Unit
    words: dict[str, str]
    fields: dict[str, object]

    @property
    def type(self) -> str:
        """The type of the matter, such as complaint."""
        return str(self.fields["type"])

    @property
    def title(self) -> str:
        """The title, which holds no personal data."""
        return str(self.fields["title"])

    @property
    def pace(self) -> str:
        """How fast it goes: water, heat, power and gas are urgent by their category."""
        utility = str(self.fields["category"]).startswith(UTILITIES)
        return "urgent" if utility and self.urgency == "normal" else self.urgency

    @property
    def urgency(self) -> str:
        """How fast it must be handled: normal, urgent or critical."""
        return str(self.fields["urgency"])

    @property
    def nameless(self) -> bool:
        """Whether there is nobody to call back."""
        return self.fields["claimant"] is None


class Desk:
    """Where appeals are raised; it remembers who called before, as some call again."""

    def __init__(
        self, rng: Random, directory: Directory, occasions: Occasions, appeals: int
    ) -> None:
        self.rng = rng
        self.directory = directory
        self.occasions = occasions
        self.by_month = topics_of_month()
        self.claimants = _claimants(rng, min(max(1, appeals * 3 // 4), PHONE_NUMBERS))

    def intake(self, at: datetime) -> Intake:
        """What a resident raises at this moment."""
        rng = self.rng
        month = at.astimezone(LOCAL).month
        topic = rng.choices(topics(), cum_weights=self.by_month[month - 1])[0]
        where = place(rng, self.directory, topic.where)
        number = _number(rng, topic, where.kind)
        matter = topic.matters[number - 1]
        words = slots(rng, where)
        said = self._said(matter, words, _channel(rng, at, where.grid))
        account = self._account(said, where)
        if account == "resident":
            said["claimant"] = dict(self.claimants[0])
        return Intake(
            account=account,
            topic=topic,
            number=number,
            answer=matter.answer.format_map(words),
            lead=self.directory.lead(topic.category, where.grid),
            words=words,
            fields={
                **said,
                "category": topic.category,
                "urgency": _urgency(rng, topic, matter) if account in AT_THE_DESK else "normal",
                "location": _location(where),
            },
        )

    def again(self, intake: Intake, at: datetime) -> Intake:
        """The same matter raised by somebody else, who tells it in other words."""
        matter = intake.topic.matters[intake.number - 1]
        channel = _channel(self.rng, at)
        said = self._said(matter, intake.words, channel, may_be_nameless=False)
        on_site = said["channel"] in COLLECTED_ON_SITE
        account = "collector" if on_site else self.rng.choice(OPERATORS)
        return replace(intake, account=account, fields={**intake.fields, **said})

    def _account(self, said: dict[str, object], where: Place) -> str:
        channel, nameless = said["channel"], said["claimant"] is None
        if channel == "grid_visit" and where.grid == GRID:
            return "grid_worker"
        if channel in COLLECTED_ON_SITE:
            return "collector"
        own = channel in COLLECTED_ONLINE and not nameless
        if own and self.occasions.happens("own_account"):
            return "resident"
        return self.rng.choice(OPERATORS)

    def _said(
        self,
        matter: AppealText,
        words: dict[str, str],
        channel: str,
        *,
        may_be_nameless: bool = True,
    ) -> dict[str, object]:
        rng = self.rng
        chance = NAMELESS_CHANCE.get(matter.type, 0.0) if may_be_nameless else 0.0
        nameless = rng.random() < chance
        return {
            "channel": channel,
            "type": matter.type,
            "title": matter.title.format_map(words),
            "content": told(rng, matter, words, channel, nameless=nameless),
            "claimant": None if nameless else dict(rng.choice(self.claimants)),
        }


def _claimants(rng: Random, count: int) -> list[dict[str, str]]:
    numbers = rng.sample(range(PHONE_NUMBERS), count)
    return [{"name": made_up_name(rng), "phone": f"{PHONE_PREFIX}{n:04}"} for n in numbers]


def _channel(rng: Random, at: datetime, grid: str | None = None) -> str:
    """Nobody visits or sits at a window by night: whoever cannot wait rings.

    In the grid whose worker has an account, residents tell the worker.
    """
    channel = weighted(rng, CHANNELS) if grid != GRID else "grid_visit"
    by_night = at.astimezone(LOCAL).hour not in VISITING_HOURS
    return "phone" if by_night and channel in COLLECTED_ON_SITE else channel


def _number(rng: Random, topic: Topic, kind: str) -> int:
    """Which matter of the topic, from 1; a village has no numbered buildings."""
    fitting = [
        number
        for number, matter in enumerate(topic.matters, start=1)
        if kind == "home" or "{building}" not in matter.content
    ]
    return rng.choice(fitting)


def _urgency(rng: Random, topic: Topic, matter: AppealText) -> str:
    return "normal" if matter.type in ONLY_ANSWERED else weighted(rng, URGENCY[topic.mood])


def _location(where: Place) -> dict[str, object]:
    return {"grid": where.grid, "address": where.address, "lat": where.lat, "lng": where.lng}
