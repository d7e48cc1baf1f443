"""A field that the decision would throw away unread is refused, whichever verb it is sent with."""

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from tests import examples as x
from tests.casework.test_decide_assessment import OBJECTED
from tests.casework.test_decide_extension import ASKED, UNTIL

pytestmark = pytest.mark.finding("B21")


@pytest.mark.parametrize("limit", ["-1 wd", "3 wd", "30 d"])
def test_a_rule_that_has_a_limit_of_its_own_takes_none_typed_in(limit: str):
    command = x.dispatch(statutory_limit=limit, basis="依法")
    x.given(*x.TO_DISPATCH).when(command).refused(no.FieldNotRead)
    x.given(*x.TO_DISPATCH).when(x.dispatch(basis="依法")).then(e.AppealDispatched)


def test_what_is_refused_is_extended_until_no_time():
    command = x.ask(c.DecideExtension, decision="refuse", reason="理由不足", until=UNTIL)
    x.given(*ASKED).when(command).refused(no.FieldNotRead)


@pytest.mark.parametrize("given", [{"counted_as": ("late",)}, {"correction": "不计超时"}])
def test_what_is_upheld_is_corrected_to_nothing(given):
    command = x.ask(c.DecideAssessment, decision="refuse", reason="计分无误", **given)
    x.given(*OBJECTED).when(command, by=x.supervisor()).refused(no.FieldNotRead)
