"""Every reason for which a board or a list is not answered."""

from casework.errors import Refusal


class NoSuchFigure(Refusal):
    """There is no such figure (指标); there are: {there}."""

    rule = "R-FIG-01"


class NoSuchList(Refusal):
    """The policy {policy} has no such list (榜单); there are: {there}."""

    rule = "R-FIG-02"


class NoSuchUnit(Refusal):
    """No unit (单位) of that code is known; `GET /v1/units` lists them."""

    rule = "R-FIG-03"
