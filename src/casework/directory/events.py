"""The facts of the directory. One stream an entry: `unit/U-GA`, `area/211081001`, …"""

from casework.facts import Fact


class AreaRegistered(Fact, frozen=True, kw_only=True):
    """A place on the map of responsibility (网格): city, street, community, grid, micro-grid."""

    TOPIC = "area.registered"

    name: str
    level: str
    parent: str | None = None


class UnitRegistered(Fact, frozen=True, kw_only=True):
    """A unit that can be given orders (承办单位), or the centre itself."""

    TOPIC = "unit.registered"

    name: str
    kind: str
    parent: str | None = None
    areas: tuple[str, ...] = ()
    may_lead: bool = True


class CategoryRegistered(Fact, frozen=True, kw_only=True):
    """A kind of trouble (诉求类别) in the catalogue."""

    TOPIC = "category.registered"

    name: str
    parent: str | None = None
    usual_lead: str | None = None


class PersonRegistered(Fact, frozen=True, kw_only=True):
    """Somebody of the grid staff (网格力量) and the post held in an area."""

    TOPIC = "person.registered"

    name: str
    post: str
    area: str


class AccountOpened(Fact, frozen=True, kw_only=True):
    """An account (账号) and its posts; of its token only the SHA-256 is kept."""

    TOPIC = "account.opened"

    posts: tuple[str, ...]
    token_sha256: str
    unit: str | None = None
    display_name: str = ""


FACTS: tuple[type[Fact], ...] = (
    AreaRegistered,
    UnitRegistered,
    CategoryRegistered,
    PersonRegistered,
    AccountOpened,
)
