from casework.appeal import commands as c
from casework.appeal import refusals as no
from casework.appeal.events import RecusalRecorded
from tests import examples as x


def test_whoever_is_interested_leaves_it_to_others():
    fact = x.given(*x.TO_DISPATCH).when(x.ask(c.RecordRecusal, reason="亲属")).then(RecusalRecorded)
    assert fact.person == "operator"


def test_from_then_on_every_verb_of_that_person_is_refused():
    told = RecusalRecorded(person="operator", reason="亲属")
    x.given(*x.TO_DISPATCH, told).when(x.dispatch()).refused(no.Recused)
    others = x.caller("operator", user="operator-b")
    assert x.given(*x.TO_DISPATCH, told).when(x.dispatch(), by=others).decide()


def test_a_leader_recuses_somebody_else():
    asked = x.ask(c.RecordRecusal, reason="当事人亲属", person="gr-head")
    fact = x.given(*x.TO_HANDLE).when(asked, by=x.supervisor()).then(RecusalRecorded)
    assert fact.person == "gr-head"


def test_nobody_else_recuses_others():
    asked = x.ask(c.RecordRecusal, reason="当事人亲属", person="gr-head")
    x.given(*x.TO_HANDLE).when(asked).refused(no.OnlyForOneself)


def test_only_an_account_is_recused():
    asked = x.ask(c.RecordRecusal, reason="当事人亲属", person="nobody")
    x.given(*x.TO_HANDLE).when(asked, by=x.duty_leader()).refused(no.UnknownPerson)
