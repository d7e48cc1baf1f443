"""承办单位: which unit may lead an appeal, which may help, which one the catalogue suggests."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.events import CoOrder
from casework.context import DecisionContext
from casework.directory.directory import Unit
from casework.directory.words import STREET


class Helping(Protocol):
    """What is asked of a co-handler."""

    @property
    def unit(self) -> str:
        """Return its code."""

    @property
    def task(self) -> str:
        """Return what it is to do."""

    @property
    def mandatory(self) -> bool:
        """Return whether the lead waits for it."""


class Suggested(msgspec.Struct, frozen=True):
    """The unit that the catalogue, or else the category, names, and the clause that says so."""

    unit: str
    clause: str


def known_unit(code: str, context: DecisionContext) -> Unit:
    """Return the unit of that code now. Refused where there is none."""
    unit = context.directory.unit(code, context.at)
    if unit is None:
        raise no.UnknownUnit(unit=code)
    return unit


def lead_unit(code: str, appeal: Appeal, context: DecisionContext) -> Unit:
    """Return a unit that may lead this appeal.

    Not every unit may; a community leads only what its list of duties holds (art. 17); the unit
    complained against, and what it is part of, never does (Jinan rules, art. 32).
    """
    unit = taking_part(code, appeal, context)
    if not unit.may_lead:
        raise no.UnitMayNotLead(unit=unit.code, name=unit.name)
    if unit.duties is not None and not appeal.category.startswith(tuple(unit.duties)):
        raise no.UnitNotWithinDuties(unit=unit.code, name=unit.name, category=appeal.category)
    below = context.directory.reach(unit.code, context.at)
    for accusing in accusations(appeal, context):
        if accusing.complained_against_unit in below:
            raise _conflict(unit, accusing, context)
    return unit


def taking_part(code: str, appeal: Appeal, context: DecisionContext) -> Unit:
    """Return a unit that may have a part in this appeal: to lead, help, read a copy, reply to a
    supervision, be handed it down or over. Who is accused has none, nor what is below it.
    """
    unit = known_unit(code, context)
    for accusing in accusations(appeal, context):
        if unit.code in below_accused(accusing.complained_against_unit, context):
            raise _conflict(unit, accusing, context)
    return unit


def accusations(appeal: Appeal, context: DecisionContext) -> list[Appeal]:
    """Return the appeal itself and those merged into it, as far as they complain against a unit."""
    merged = (context.others.get(no) for no in appeal.children)
    both = (appeal, *(child for child in merged if child is not None))
    return [each for each in both if each.complained_against_unit]


def below_accused(accused: str | None, context: DecisionContext) -> frozenset[str]:
    """Return the units that a complaint against one is about: itself and all below it."""
    if not accused:
        return frozenset()
    return context.directory.reach(accused, context.at) | {accused}


def with_a_part(appeal: Appeal) -> tuple[str, ...]:
    """Return every unit that has a part in an appeal, the lead first."""
    leads = [o.unit for o in sorted(appeal.orders, key=lambda o: not o.lead)]
    owing = [unit for s in appeal.supervised for unit in s.owing]
    lead = [appeal.lead_unit] if appeal.lead_unit else []
    return tuple(dict.fromkeys((*lead, *leads, *appeal.handed_to, *appeal.copied_to, *owing)))


def _conflict(unit: Unit, accusing: Appeal, context: DecisionContext) -> no.ConflictOfInterest:
    accused = context.directory.unit(accusing.complained_against_unit or "", context.at)
    named = f"{accused.name} ({accused.code})" if accused else accusing.complained_against_unit
    return no.ConflictOfInterest(
        unit=unit.code, name=unit.name, accused=named, appeal_no=accusing.appeal_no
    )


def helpers(
    asked: Iterable[Helping], there: Sequence[str], appeal: Appeal, context: DecisionContext
) -> tuple[CoOrder, ...]:
    """Return co-orders for these units; refused where one has an order already, or is accused."""
    orders: list[CoOrder] = []
    for each in asked:
        unit = taking_part(each.unit, appeal, context)
        if unit.code in there or unit.code in {o.unit for o in orders}:
            raise no.UnitTwice(unit=unit.code)
        task = texts.public("task", each.task, 500) if each.task.strip() else ""
        orders.append(CoOrder(unit.code, unit.name, task, each.mandatory))
    return tuple(orders)


def suggestion(appeal: Appeal, context: DecisionContext) -> Suggested | None:
    """Return what the catalogue in force says for this category and place.

    Where it says nothing, the usual lead of the category, or of the nearest above it that has one.
    """
    catalogue = context.policies.catalogue(context.at)
    item = catalogue.suggest(appeal.category, appeal.area) if catalogue else None
    if item is not None and catalogue is not None:
        clause = f"派单目录 {item.id}@{catalogue.version}：{item.basis}"
        return _suggested(item.unit, clause, appeal, context)
    return _usual(appeal, context)


def _usual(appeal: Appeal, context: DecisionContext) -> Suggested | None:
    for category in context.directory.up_from(appeal.category, context.at):
        if category.usual_lead:
            clause = f"诉求类别 {category.code} 默认主办"
            return _suggested(category.usual_lead, clause, appeal, context)
    return None


def _suggested(
    unit: str, clause: str, appeal: Appeal, context: DecisionContext
) -> Suggested | None:
    """Return a unit with its clause; "street" is the street of the place."""
    if unit != STREET:
        return Suggested(unit, clause)
    streets = context.directory.units_of_area(appeal.area, STREET, context.at)
    return Suggested(streets[0].code, clause) if streets else None
