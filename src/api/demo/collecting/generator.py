"""Who raises what? Draws channel, matter, place and words, and so the fields of the intake."""

from dataclasses import replace
from datetime import datetime
from random import Random

from api.demo.chance import weighted
from api.demo.city_index import CityIndex
from api.demo.collecting.intake import ONLY_ANSWERED, OPERATORS, Intake
from api.demo.collecting.location import AppealSite, draw_site
from api.demo.collecting.seasons import topics_of_month
from api.demo.collecting.texts import content, slots
from api.demo.rates import Rates
from api.demo.tables.accounts import GRID
from api.demo.tables.people import made_up_name
from api.demo.timing.hours import LOCAL
from api.demo.words import topics
from api.demo.words.residents import AppealText, Topic

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
CENTRE_ACCOUNTS = ("collector", *OPERATORS)  # how urgent it is, the centre says
URGENCY = {
    "calm": (("normal", 97.0), ("urgent", 3.0)),
    "pressing": (("normal", 30.0), ("urgent", 67.0), ("critical", 3.0)),
    "danger": (("normal", 8.0), ("urgent", 52.0), ("critical", 40.0)),
}
# A report names somebody, so the one who makes it more often wants no name.
NAMELESS_CHANCE = {"report": 0.28, "complaint": 0.07, "help": 0.01, "enquiry": 0.03}
PHONE_PREFIX, PHONE_NUMBERS = "1390419", 10_000


class IntakeGenerator:
    """Draws what is raised; it remembers who called before, as some call again."""

    def __init__(self, rng: Random, index: CityIndex, rates: Rates, appeals: int) -> None:
        self._rng, self._index, self._rates = rng, index, rates
        self._by_month = topics_of_month()
        self._claimants = _claimants(rng, min(max(1, appeals * 3 // 4), PHONE_NUMBERS))

    def intake(self, at: datetime) -> Intake:
        """Draw what a resident raises at this moment."""
        rng = self._rng
        month = at.astimezone(LOCAL).month
        topic = rng.choices(topics(), cum_weights=self._by_month[month - 1])[0]
        site = draw_site(rng, self._index, topic.where)
        number = _number(rng, topic, site.kind)
        matter = topic.matters[number - 1]
        filled = slots(rng, site)
        report = self._report(matter, filled, _channel(rng, at, site.grid))
        account = self._account(report, site)
        if account == "resident":
            report["claimant"] = dict(self._claimants[0])
        urgency = _urgency(rng, topic, matter) if account in CENTRE_ACCOUNTS else "normal"
        more = {"category": topic.category, "urgency": urgency, "location": _location(site)}
        return Intake(
            account=account,
            topic=topic,
            number=number,
            answer=matter.answer.format_map(filled),
            lead=self._index.lead(topic.category, site.grid),
            slots=filled,
            fields={**report, **more},
        )

    def repeated(self, intake: Intake, at: datetime) -> Intake:
        """Draw the same matter raised by somebody else, in other words."""
        matter = intake.topic.matters[intake.number - 1]
        channel = _channel(self._rng, at)
        report = self._report(matter, intake.slots, channel, may_be_nameless=False)
        on_site = report["channel"] in COLLECTED_ON_SITE
        account = "collector" if on_site else self._rng.choice(OPERATORS)
        return replace(intake, account=account, fields={**intake.fields, **report})

    def _account(self, report: dict[str, object], site: AppealSite) -> str:
        channel, nameless = report["channel"], report["claimant"] is None
        if channel == "grid_visit" and site.grid == GRID:
            return "grid_worker"
        if channel in COLLECTED_ON_SITE:
            return "collector"
        own = channel in COLLECTED_ONLINE and not nameless
        if own and self._rates.happens("own_account"):
            return "resident"
        return self._rng.choice(OPERATORS)

    def _report(
        self,
        matter: AppealText,
        slots: dict[str, str],
        channel: str,
        *,
        may_be_nameless: bool = True,
    ) -> dict[str, object]:
        rng = self._rng
        chance = NAMELESS_CHANCE.get(matter.type, 0.0) if may_be_nameless else 0.0
        nameless = rng.random() < chance
        return {
            "channel": channel,
            "type": matter.type,
            "title": matter.title.format_map(slots),
            "content": content(rng, matter, slots, channel, nameless=nameless),
            "claimant": None if nameless else dict(rng.choice(self._claimants)),
        }


def _claimants(rng: Random, count: int) -> list[dict[str, str]]:
    numbers = rng.sample(range(PHONE_NUMBERS), count)
    return [{"name": made_up_name(rng), "phone": f"{PHONE_PREFIX}{n:04}"} for n in numbers]


def _channel(rng: Random, at: datetime, grid: str | None = None) -> str:
    """Draw a channel; by night, where nobody visits or sits at a window, people ring.

    In the grid whose worker has an account, residents tell the worker.
    """
    channel = weighted(rng, CHANNELS) if grid != GRID else "grid_visit"
    by_night = at.astimezone(LOCAL).hour not in VISITING_HOURS
    return "phone" if by_night and channel in COLLECTED_ON_SITE else channel


def _number(rng: Random, topic: Topic, kind: str) -> int:
    """Draw which matter of the topic, from 1; a village has no numbered buildings."""
    fitting = [
        number
        for number, matter in enumerate(topic.matters, start=1)
        if kind == "home" or "{building}" not in matter.content
    ]
    return rng.choice(fitting)


def _urgency(rng: Random, topic: Topic, matter: AppealText) -> str:
    return "normal" if matter.type in ONLY_ANSWERED else weighted(rng, URGENCY[topic.mood])


def _location(site: AppealSite) -> dict[str, object]:
    return {"grid": site.grid, "address": site.address, "lat": site.lat, "lng": site.lng}
