"""The facts of the directory. One stream an entry: `unit/U-GA`, `area/211081001`, …

A registration holds from `valid_from` until before `valid_to`. Without `valid_from` the first of an
entry holds since ever, a later one from when it is recorded.
"""

from datetime import datetime

from casework.facts import Fact

Ring = tuple[tuple[float, float], ...]
"""A closed line of points (longitude, latitude), WGS84 degrees."""


class AreaRegistered(Fact, frozen=True, kw_only=True):
    """A place on the map of responsibility (网格): city, street, community, grid, micro-grid.

    `parts` is how many rings of `shape` each of its parts has, the outer one and the holes; a point
    lies in the area where it lies in any part. Without it the whole shape is one part: a point
    lies within where an odd number of rings go around it. `aliases` are what else people call it or
    name in it: buildings, estates.
    """

    TOPIC = "area.registered"

    name: str
    level: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    shape: tuple[Ring, ...] = ()
    parts: tuple[int, ...] = ()
    valid_from: datetime | None = None
    valid_to: datetime | None = None


class UnitRegistered(Fact, frozen=True, kw_only=True):
    """A unit that can be given orders (承办单位), or the centre itself.

    `calendar` names its own working calendar. `duties` are the categories that a community may
    lead (Beijing regulation, art. 17); without them it may lead any.
    """

    TOPIC = "unit.registered"

    name: str
    kind: str
    parent: str | None = None
    areas: tuple[str, ...] = ()
    may_lead: bool = True
    calendar: str | None = None
    duties: tuple[str, ...] | None = None
    contact: str = ""
    duty_phone: str = ""
    valid_from: datetime | None = None
    valid_to: datetime | None = None


class UnitDissolved(Fact, frozen=True, kw_only=True):
    """A unit is abolished or merged (撤并); its work goes to `successor`, from `valid_to` on."""

    TOPIC = "unit.dissolved"

    successor: str
    reason: str = ""
    valid_to: datetime | None = None


class CategoryRegistered(Fact, frozen=True, kw_only=True):
    """A kind of trouble (诉求类别) in the catalogue.

    `utility` marks water, heat, power and gas (水电气热); what lies below such a category is too.
    """

    TOPIC = "category.registered"

    name: str
    parent: str | None = None
    usual_lead: str | None = None
    utility: bool = False
    valid_from: datetime | None = None
    valid_to: datetime | None = None


class PersonRegistered(Fact, frozen=True, kw_only=True):
    """Somebody of the grid staff (网格力量) and the post held in an area, from–to."""

    TOPIC = "person.registered"

    name: str
    post: str
    area: str
    unit: str | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None


class PartyBodyRegistered(Fact, frozen=True, kw_only=True):
    """A body of the five-level Party grid (五级党组织), which stands beside the areas."""

    TOPIC = "party_body.registered"

    name: str
    level: str
    parent: str | None = None
    area: str | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None


class AccountOpened(Fact, frozen=True, kw_only=True):
    """An account (账号) and its posts; of its token only the SHA-256 is kept."""

    TOPIC = "account.opened"

    posts: tuple[str, ...]
    token_sha256: str
    unit: str | None = None
    display_name: str = ""
    area: str | None = None


class AccountChanged(Fact, frozen=True, kw_only=True):
    """An account gets other posts, another unit or area (账号变更): as named here, whole."""

    TOPIC = "account.changed"

    posts: tuple[str, ...]
    unit: str | None = None
    display_name: str = ""
    area: str | None = None
    reason: str = ""


class AccountTokenRenewed(Fact, frozen=True, kw_only=True):
    """An account gets a new token (换发令牌); the one before opens nothing from now on."""

    TOPIC = "account.token_renewed"

    token_sha256: str
    reason: str = ""


class AccountClosed(Fact, frozen=True, kw_only=True):
    """An account is closed (销户); its token opens nothing from now on."""

    TOPIC = "account.closed"

    reason: str = ""


class FilterSaved(Fact, frozen=True, kw_only=True):
    """A list that somebody looks at often (保存筛选), as JSON; on a stream of that user's own."""

    TOPIC = "filter.saved"

    name: str
    wanted: str


Registered = (
    AreaRegistered | UnitRegistered | CategoryRegistered | PartyBodyRegistered | PersonRegistered
)

ENTRIES: dict[str, type[Registered]] = {
    "area": AreaRegistered,
    "unit": UnitRegistered,
    "category": CategoryRegistered,
    "body": PartyBodyRegistered,
    "person": PersonRegistered,
}
"""What registers an entry of each kind; the kind is what its stream begins with."""

FACTS: tuple[type[Fact], ...] = (
    *ENTRIES.values(),
    UnitDissolved,
    AccountOpened,
    AccountChanged,
    AccountTokenRenewed,
    AccountClosed,
    FilterSaved,
)
