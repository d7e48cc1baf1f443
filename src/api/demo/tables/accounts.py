"""Who can sign in to the demo: the centre, the overseers, residents, clerks and heads of units."""

from api.demo.model import DemoAccount
from api.demo.tables.units import CENTRE
from casework.directory.values import Unit

GRID = "211081002003001"

FIXED = (
    DemoAccount("operator", ("operator", "collector"), CENTRE, "指挥中心派单员甲"),
    DemoAccount("operator2", ("operator", "collector"), CENTRE, "指挥中心派单员乙"),
    DemoAccount("callback", ("caller",), CENTRE, "指挥中心回访员甲"),
    DemoAccount("callback2", ("caller",), CENTRE, "指挥中心回访员乙"),
    DemoAccount("duty", ("duty_leader",), CENTRE, "指挥中心值班长"),
    DemoAccount("collector", ("collector",), None, "一线采集员"),
    DemoAccount("grid_worker", ("grid_worker",), None, "铧西社区第1网格专职网格员", GRID),
    DemoAccount("resident", ("resident",), None, "居民（本人账号）"),
    DemoAccount("arbitrator", ("arbitrator",), CENTRE, "争议裁定员"),
    DemoAccount("supervisor", ("supervisor",), None, "督查员"),
    DemoAccount("auditor", ("auditor",), None, "审计员"),
    DemoAccount("data_officer", ("data_officer",), CENTRE, "数据管理员"),
    DemoAccount("admin", ("admin",), None, "系统管理员"),
)


def accounts(units: tuple[Unit, ...]) -> tuple[DemoAccount, ...]:
    """Return the fixed accounts, a clerk and a head for each unit that may lead."""
    leading = [unit for unit in units if unit.may_lead]
    return (*FIXED, *map(_clerk, leading), *map(_head, leading))


def head_of(unit: str) -> str:
    """Return the account of a unit's head."""
    return f"{unit.lower()}-head"


def _clerk(unit: Unit) -> DemoAccount:
    return DemoAccount(unit.code.lower(), ("department",), unit.code, f"{unit.name}承办员")


def _head(unit: Unit) -> DemoAccount:
    return DemoAccount(head_of(unit.code), ("unit_head",), unit.code, f"{unit.name}负责人")
