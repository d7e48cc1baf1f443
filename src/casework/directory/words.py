"""名录用语: the levels, kinds and posts that the directory knows, each with its Chinese word."""

AREA_LEVELS = {
    "city": "市",
    "street": "街道",
    "community": "社区",
    "grid": "网格",
    "micro_grid": "微网格",
}

BODY_LEVELS = {
    "street_committee": "街道党工委",
    "community_committee": "社区党委",
    "grid_branch": "网格党支部",
    "group": "网格党小组",
    "household": "党员中心户",
}

UNIT_KINDS = {
    "centre": "指挥中心",
    "department": "部门",
    "street": "街道",
    "town": "乡镇",
    "community": "社区",
    "enterprise": "公共服务企业",
    "utility": "公用事业",
    "team": "四队",
    "property": "物业",
    "paired": "共建单位",
    "service_centre": "党群服务中心",
    "other": "其他",
}

HELPERS = frozenset({"centre", "property", "paired", "service_centre"})
"""Kinds that lead no order unless the file says so: the centre dispatches, the others help."""

CENTRE = "centre"
TERRITORIAL = ("street", "town", "community")
"""Kinds of units that answer for all that happens at a place; a grid worker's are among them."""

POSTS = (
    "resident",
    "grid_worker",
    "collector",
    "operator",
    "department",
    "unit_head",
    "caller",
    "duty_leader",
    "supervisor",
    "auditor",
    "data_officer",
    "arbitrator",
    "admin",
)

# Duties that one account never joins (职责分离): each of these posts stands alone …
ALONE = frozenset({"resident", "auditor", "data_officer", "admin"})
# … and none of one side goes with one of another.
SIDES = (
    frozenset({"collector", "operator", "caller", "duty_leader", "arbitrator"}),
    frozenset({"department", "unit_head"}),
    frozenset({"supervisor"}),
)
APART = frozenset(
    (one, other)
    for one in POSTS
    for other in POSTS
    if one < other
    and (
        {one, other} & ALONE
        or any(
            one in side and other in another
            for side in SIDES
            for another in SIDES
            if side is not another
        )
    )
)

POSTS_OF_UNITS = frozenset({"department", "unit_head"})
STREET = "street"
"""As the usual lead of a category: the street of the place."""
