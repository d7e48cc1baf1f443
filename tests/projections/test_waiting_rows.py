"""What waits for somebody stands in the row, with who asked, why and since when."""

from functools import reduce

import pytest

from casework.appeal import commands as c
from projections.tracking.fold import fold
from projections.tracking.waiting import waits_of
from tests import examples as x
from tests.examples import china

RETURN = x.ask(c.RequestReturn, ground="not_our_duty", reason="不属本单位职责")
EXTENSION = x.ask(
    c.RequestExtension, until=china(12, 4), reason="等待配件", claimant_informed_at=x.NOW
)
SUSPENSION = x.ask(c.RequestSuspension, until=china(12, 20), reason="等待停暖")
TERMINATION = x.ask(c.RequestTermination, ground="object_gone", reason="房屋已拆除")
ASKED_AT = china(11, 24, 10)


def row(life: x.Given):
    return reduce(fold, life.history(), None)


def waiting(life: x.Given):
    return [(w.what, w.unit, w.ground, w.reason, w.since) for w in waits_of(row(life).waiting)]


@pytest.mark.finding("A46")
@pytest.mark.parametrize(
    ("asked", "what", "ground", "reason"),
    [
        (RETURN, "return", "not_our_duty", "不属本单位职责"),
        (EXTENSION, "extension", None, "等待配件"),
        (SUSPENSION, "suspension", None, "等待停暖"),
        (TERMINATION, "termination", "object_gone", "房屋已拆除"),
    ],
)
def test_a_request_stands_in_the_row_with_its_reason(asked, what, ground, reason):
    life = x.given(*x.TO_HANDLE).when(asked, by=x.unit_head(), at=ASKED_AT).lived()
    assert waiting(life) == [(what, "U-GR", ground, reason, ASKED_AT)]
    assert row(life).pending == [what]


@pytest.mark.finding("A10", "A46")
def test_a_co_handlers_request_lies_on_the_same_desk():
    by = x.unit_head("U-GA", user="ga-head")
    life = x.given(*x.HELPED).when(RETURN, by=by, at=ASKED_AT).lived()
    assert waiting(life) == [("return", "U-GA", "not_our_duty", "不属本单位职责", ASKED_AT)]
    assert (row(life).pending, row(life).status) == (["return"], "handling")
    refused = x.ask(c.DecideReturn, decision="refuse", reason="应由你单位协办")
    assert row(life.when(refused, at=china(11, 24, 11)).lived()).pending == []


@pytest.mark.finding("A46")
def test_after_the_first_of_two_signatures_it_waits_for_the_second():
    life = x.given(*x.TO_HANDLE).when(SUSPENSION, by=x.unit_head(), at=ASKED_AT).lived()
    sign = x.ask(c.DecideSuspension, decision="accept", reason="属实")
    signed = life.when(sign, by=x.duty_leader(), at=china(11, 24, 11)).lived()
    assert row(signed).pending == ["second", "suspension"]
    [second] = [w for w in waits_of(row(signed).waiting) if w.what == "second"]
    assert (second.ground.partition("/")[0], second.since) == ("suspension", china(11, 24, 11))
