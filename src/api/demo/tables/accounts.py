"""Who can sign in to the demo: the centre's people, the overseers, one clerk per leading unit."""

from api.demo.model import Account, Unit
from api.demo.tables.units import CENTRE

FIXED = (
    Account("operator", ("operator", "collector"), CENTRE, "指挥中心派单员甲"),
    Account("operator2", ("operator", "collector"), CENTRE, "指挥中心派单员乙"),
    Account("callback", ("caller",), CENTRE, "指挥中心回访员甲"),
    Account("callback2", ("caller",), CENTRE, "指挥中心回访员乙"),
    Account("duty", ("duty_leader",), CENTRE, "指挥中心值班长"),
    Account("collector", ("collector",), None, "一线采集员"),
    Account("supervisor", ("supervisor",), None, "督查员"),
    Account("auditor", ("auditor",), None, "审计员"),
    Account("admin", ("admin",), None, "系统管理员"),
)


def accounts(units: tuple[Unit, ...]) -> tuple[Account, ...]:
    """The fixed accounts, and a clerk for each unit that may lead."""
    return (*FIXED, *(_clerk(unit) for unit in units if unit.may_lead))


def _clerk(unit: Unit) -> Account:
    return Account(unit.code.lower(), ("department",), unit.code, f"{unit.name}承办员")
