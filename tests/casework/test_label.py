from casework.appeal import commands as c
from casework.appeal import refusals as no
from casework.appeal.events import AppealLabelled
from tests import examples as x


def test_harassment_is_labelled_and_still_stored():  # DOMAIN 11.7
    asked = x.ask(c.LabelAppeal, labels=("harassment",), reason="多次辱骂")
    appeal = x.given(*x.TO_DISPATCH).when(asked).after()
    assert appeal.labels == ("harassment",)
    assert appeal.status == "collected"


def test_a_repeat_caller_is_labelled_and_has_the_same_clocks():  # DOMAIN 11.23
    asked = x.ask(c.LabelAppeal, labels=("repeat_caller",), reason="老户，另一事项")
    before = x.given(*x.TO_HANDLE).appeal()
    assert x.given(*x.TO_HANDLE).when(asked).after().clocks == before.clocks


def test_no_label_takes_all_away():
    told = AppealLabelled(labels=("difficult",), reason="多部门")
    asked = x.ask(c.LabelAppeal, labels=(), reason="已理顺")
    assert x.given(*x.TO_HANDLE, told).when(asked).after().labels == ()


def test_the_same_labels_again_are_refused():
    told = AppealLabelled(labels=("difficult",), reason="多部门")
    asked = x.ask(c.LabelAppeal, labels=("difficult",), reason="再贴")
    x.given(*x.TO_HANDLE, told).when(asked).refused(no.LabelledSo)


def test_a_unit_labels_nothing():
    asked = x.ask(c.LabelAppeal, labels=("difficult",), reason="难办")
    x.given(*x.TO_HANDLE).when(asked, by=x.unit()).refused(no.PostRequired)
