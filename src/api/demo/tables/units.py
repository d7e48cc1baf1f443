"""The handling units of the demo city; its streets and communities are added from places.py."""

from api.demo.tables.places import CITY_CODE, places
from casework.directory.values import Unit

CENTRE = "U-ZX"
WHOLE_CITY = (CITY_CODE,)

DEPARTMENTS = (
    ("U-GA", "公安局"),
    ("U-ZJ", "住建局"),
    ("U-CG", "城管执法局"),
    ("U-ZR", "自然资源局"),
    ("U-RS", "人社局"),
    ("U-JY", "教育局"),
    ("U-WJ", "卫健局"),
    ("U-SC", "市场监管局"),
    ("U-HJ", "生态环境局"),
    ("U-JT", "交通运输局"),
    ("U-NY", "农业农村局"),
    ("U-SL", "水利局"),
    ("U-MZ", "民政局"),
    ("U-YB", "医保局"),
    ("U-WL", "文旅局"),
    ("U-YS", "营商环境建设局"),
    ("U-XF", "信访局"),
)

UTILITIES = (
    ("U-GS", "自来水公司"),
    ("U-GD", "供电公司"),
    ("U-GR", "供热公司"),
    ("U-RQ", "燃气公司"),
)

PROPERTIES = (
    ("U-WY1", "安居物业", ("211081002003",)),
    ("U-WY2", "阳光物业", ("211081002001", "211081002002")),
    ("U-WY3", "天福物业", ("211081002004", "211081002005")),
    ("U-WY4", "嘉兴物业", ("211081101001", "211081101002")),
)

# What these communities take on themselves, by the list of their duties (社区职责清单).
LEADING_COMMUNITIES = ("211081001001", "211081002003")
DUTIES = ("1401", "1403")


def units() -> tuple[Unit, ...]:
    """Return all, the centre first; a property company is under nobody, so no order reaches it."""
    streets = places().streets.items()
    return (
        Unit(CENTRE, "灯塔市接诉即办指挥中心", "centre", None, WHOLE_CITY, False),
        *(_under_the_centre(*row, "department", WHOLE_CITY) for row in DEPARTMENTS),
        *(_under_the_centre(*row, "utility", WHOLE_CITY) for row in UTILITIES),
        *(_under_the_centre(street_unit(code), name, "street", (code,)) for code, name in streets),
        *(_community(one.code, one.name) for one in places().communities if _leads(one.code)),
        *(Unit(code, name, "property", None, areas, False) for code, name, areas in PROPERTIES),
    )


def street_unit(area_code: str) -> str:
    """Return the code of the street's unit for any area code in the street."""
    return f"S-{area_code[:9]}"


def lead_at(lead: str, category: str, area_code: str) -> str:
    """Return the unit's code for a category's usual lead at a place; "street" is its own."""
    if lead != "street":
        return lead
    if _leads(area_code[:12]) and category in DUTIES:
        return _community_unit(area_code)
    return street_unit(area_code)


def _leads(community: str) -> bool:
    return community in LEADING_COMMUNITIES


def _community_unit(area_code: str) -> str:
    return f"C-{area_code[:12]}"


def _community(code: str, name: str) -> Unit:
    above = street_unit(code)
    return Unit(
        _community_unit(code), name, "community", above, (code,), may_lead=True, duties=DUTIES
    )


def _under_the_centre(code: str, name: str, kind: str, areas: tuple[str, ...]) -> Unit:
    return Unit(code, name, kind, CENTRE, areas, True)
