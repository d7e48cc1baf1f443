"""Who can sign in to the demo: the centre, the overseers, residents, clerks and heads of units."""

from api.demo.model import Account, Unit
from api.demo.tables.units import CENTRE

GRID = "211081002003001"

FIXED = (
    Account("operator", ("operator", "collector"), CENTRE, "指挥中心派单员甲"),
    Account("operator2", ("operator", "collector"), CENTRE, "指挥中心派单员乙"),
    Account("callback", ("caller",), CENTRE, "指挥中心回访员甲"),
    Account("callback2", ("caller",), CENTRE, "指挥中心回访员乙"),
    Account("duty", ("duty_leader",), CENTRE, "指挥中心值班长"),
    Account("collector", ("collector",), None, "一线采集员"),
    Account("grid_worker", ("grid_worker",), None, "铧西社区第1网格专职网格员", GRID),
    Account("resident", ("resident",), None, "居民（本人账号）"),
    Account("arbitrator", ("arbitrator",), CENTRE, "争议裁定员"),
    Account("supervisor", ("supervisor",), None, "督查员"),
    Account("auditor", ("auditor",), None, "审计员"),
    Account("data_officer", ("data_officer",), CENTRE, "数据管理员"),
    Account("admin", ("admin",), None, "系统管理员"),
)


def accounts(units: tuple[Unit, ...]) -> tuple[Account, ...]:
    """The fixed accounts, a clerk and a head for each unit that may lead."""
    leading = [unit for unit in units if unit.may_lead]
    return (*FIXED, *map(_clerk, leading), *map(_head, leading))


def head_of(unit: str) -> str:
    """The account of a unit's head."""
    return f"{unit.lower()}-head"


def _clerk(unit: Unit) -> Account:
    return Account(unit.code.lower(), ("department",), unit.code, f"{unit.name}承办员")


def _head(unit: Unit) -> Account:
    return Account(head_of(unit.code), ("unit_head",), unit.code, f"{unit.name}负责人")
