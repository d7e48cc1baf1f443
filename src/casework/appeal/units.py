"""承办单位: which unit may lead an appeal, which may help, which one the catalogue suggests."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.events import CoOrder
from casework.directory.directory import Unit
from casework.scene import Scene


class Helping(Protocol):
    """What is asked of a co-handler."""

    @property
    def unit(self) -> str:
        """Its code."""

    @property
    def task(self) -> str:
        """What it is to do."""

    @property
    def mandatory(self) -> bool:
        """Whether the lead waits for it."""


class Suggested(msgspec.Struct, frozen=True):
    """The unit that the catalogue names, and the clause that says so."""

    unit: str
    clause: str


def known_unit(code: str, scene: Scene) -> Unit:
    """The unit of that code now. Refused where there is none."""
    unit = scene.directory.unit(code, scene.at)
    if unit is None:
        raise no.UnknownUnit(unit=code)
    return unit


def lead_unit(code: str, appeal: Appeal, scene: Scene) -> Unit:
    """A unit that may lead this appeal.

    Not every unit may; a community leads only what its list of duties holds (art. 17); the unit
    complained against, and what it is part of, never does (Jinan rules, art. 32).
    """
    unit = known_unit(code, scene)
    if not unit.may_lead:
        raise no.UnitMayNotLead(unit=unit.code, name=unit.name)
    if unit.duties is not None and not appeal.category.startswith(tuple(unit.duties)):
        raise no.UnitNotWithinDuties(unit=unit.code, name=unit.name, category=appeal.category)
    against = appeal.complained_against_unit
    if against and against in scene.directory.subtree(unit.code, scene.at):
        raise no.ConflictOfInterest(unit=unit.code, name=unit.name, appeal_no=appeal.appeal_no)
    return unit


def helpers(asked: Iterable[Helping], there: Sequence[str], scene: Scene) -> tuple[CoOrder, ...]:
    """Co-orders for these units; refused where one has an order already."""
    orders: list[CoOrder] = []
    for each in asked:
        unit = known_unit(each.unit, scene)
        if unit.code in there or unit.code in {o.unit for o in orders}:
            raise no.UnitTwice(unit=unit.code)
        task = texts.public("task", each.task, 500) if each.task.strip() else ""
        orders.append(CoOrder(unit.code, unit.name, task, each.mandatory))
    return tuple(orders)


def suggestion(appeal: Appeal, scene: Scene) -> Suggested | None:
    """What the catalogue in force says for this category and place, if there is one."""
    catalogue = scene.policies.catalogue(scene.at)
    item = catalogue.suggest(appeal.category, appeal.area) if catalogue else None
    if item is None or catalogue is None:
        return None
    unit = item.unit
    if unit == "street":
        streets = scene.directory.units_of_area(appeal.area, "street", scene.at)
        if not streets:
            return None
        unit = streets[0].code
    return Suggested(unit, f"派单目录 {item.id}@{catalogue.version}：{item.basis}")
