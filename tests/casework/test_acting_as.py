"""The role on a fact is the post whose work the verb is (A39)."""

import pytest

from casework.appeal import commands as c
from tests import examples as x

BOTH = x.caller("collector", "operator", "duty_leader", user="operator")


def role(life, command, by=BOTH):
    return x.given(*life).when(command, by=by).drafts()[0].envelope.actor.role


@pytest.mark.finding("A39")
def test_an_operator_who_also_collects_acts_as_operator():
    assert role(x.TO_DISPATCH, x.ask(c.RequestMoreInfo, questions="哪一栋？")) == "operator"
    assert role(x.TO_HANDLE, x.withdraw()) == "operator"
    assert role(x.TO_DISPATCH, x.dispatch()) == "operator"


@pytest.mark.finding("A39")
def test_and_as_collector_where_it_is_intake():
    [draft] = x.nothing().when(x.collect(), by=BOTH).drafts()
    assert draft.envelope.actor.role == "collector"
    amend = x.ask(c.AmendIntake, reason="听错", title="暖气很凉")
    assert role(x.TO_DISPATCH, amend) == "collector"


def test_where_only_the_leader_may_it_is_the_leader():
    """An extension of another operator's dispatch."""
    other = x.caller("operator", "duty_leader", user="second")
    asked = (
        *x.TO_HANDLE,
        x.e.ExtensionRequested(
            unit="U-GR", reason="备件", until=x.china(12, 2), claimant_informed_at=x.NOW
        ),
    )
    refuse = x.ask(c.DecideExtension, decision="refuse", reason="可按期")
    assert role(asked, refuse, other) == "duty_leader"


def test_who_calls_back_and_leads_calls_as_caller():
    both = x.caller("caller", "duty_leader", user="callback")
    assert role(x.TO_CALL_BACK, x.record_callback(), both) == "caller"
