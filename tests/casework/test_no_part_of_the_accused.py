"""被诉单位回避: who is complained against has no part in an appeal, in any role (DOMAIN 17.9)."""

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.commands.dispatch import CoHandler
from tests import examples as x

AGAINST = x.collected(complained_against_unit="U-GR")
BY_STREET = x.dispatched(lead_unit="U-JD", lead_unit_name="烟台街道办")
DISPATCHED = (AGAINST, BY_STREET)
HANDLING = (*DISPATCHED, x.acknowledged(unit="U-JD"))
RETURNED = (*HANDLING, x.return_requested("U-JD"), x.arbitration_opened("U-JD"))
ROLES = {
    "lead": ((AGAINST,), x.dispatch, x.operator()),
    "co-handler": (
        (AGAINST,),
        lambda u: x.dispatch("U-JD", co_handlers=(CoHandler(u),)),
        x.operator(),
    ),
    "copy": ((AGAINST,), lambda u: x.dispatch("U-JD", copied_to=(u,)), x.operator()),
    "reassigned": (
        HANDLING,
        lambda u: x.ask(c.ReassignAppeal, to_unit=u, reason="改派"),
        x.operator(),
    ),
    "added": (
        HANDLING,
        lambda u: x.ask(c.AddCoHandler, unit=u, task="到场", reason="需要"),
        x.operator(),
    ),
    "whistled": (
        HANDLING,
        lambda u: x.ask(c.BlowWhistle, units=(u,), task="到场"),
        x.operator(),
    ),
    "supervised": (
        HANDLING,
        lambda u: x.ask(c.OpenSupervision, level="routine", demand="说明", units=(u,)),
        x.supervisor(),
    ),
    "handed over": (
        HANDLING,
        lambda u: x.ask(c.HandOver, from_unit="U-JD", to_unit=u, reason="撤并"),
        x.duty_leader(),
    ),
    "designated": (
        RETURNED,
        lambda u: x.ask(c.DecideArbitration, unit=u, basis="三定"),
        x.duty_leader(),
    ),
    "heard": (
        RETURNED,
        lambda u: x.ask(c.DecideArbitration, unit="U-JD", basis="三定", units_heard=(u,)),
        x.duty_leader(),
    ),
    "reopened": (
        (*HANDLING, x.closed()),
        lambda u: x.ask(c.ReopenAppeal, basis="new_facts", reason="又不热", unit=u),
        x.duty_leader(),
    ),
}


@pytest.mark.finding("A1")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("unit", ["U-GR", "U-GR1"])
def test_the_accused_and_all_below_it_have_no_part(role, unit):
    life, asking, by = ROLES[role]
    x.given(*life).when(asking(unit), by=by).refused(no.ConflictOfInterest)


@pytest.mark.finding("A1")
@pytest.mark.parametrize("role", ROLES)
def test_another_unit_may_have_it(role):
    life, asking, by = ROLES[role]
    unaccused = (x.collected(complained_against_unit="U-SQ"), *life[1:])
    assert x.given(*unaccused).when(asking("U-CG"), by=by).decide()


@pytest.mark.finding("A75")
def test_the_error_names_the_accused():
    """A complaint against a station is not led by the company that it is part of."""
    life = (x.collected(complained_against_unit="U-GR1"),)
    error = x.given(*life).when(x.dispatch("U-GR")).refused(no.ConflictOfInterest)
    assert str(error).startswith("供热公司一站 (U-GR1) is complained against")


@pytest.mark.finding("A1")
def test_what_it_is_part_of_may_help():
    life = (x.collected(complained_against_unit="U-GR1"), BY_STREET, x.acknowledged(unit="U-JD"))
    add = x.ask(c.AddCoHandler, unit="U-GR", task="到场", reason="需要")
    x.given(*life).when(add).then(e.CoHandlerAdded)


@pytest.mark.finding("A1")
def test_who_a_merged_appeal_accuses_has_no_part_in_the_parent():
    parent = (x.collected(), e.ChildAttached(child_no=x.OTHER_NO, reason="同一事项"))
    child = (AGAINST, e.AppealMerged(parent_no=x.NO, reason="同一事项"))
    beside = x.given(*parent).beside(*child)
    beside.when(x.dispatch("U-GR")).refused(no.ConflictOfInterest)
    beside.when(x.dispatch("U-CG")).then(e.AppealDispatched)


@pytest.mark.finding("A1")
@pytest.mark.parametrize("part", [x.dispatched(), x.moved(BY_STREET, copied_to=("U-GR",))])
def test_it_is_not_merged_into_what_the_accused_has_a_part_in(part):
    merge = x.ask(c.MergeInto, parent_no=x.OTHER_NO, reason="同一事项")
    x.given(AGAINST).beside(x.collected(), part).when(merge).refused(no.ConflictOfInterest)
