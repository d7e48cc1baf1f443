import pytest

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.commands import AddNote, AttachFile, SupplementAppeal
from casework.appeal.permission import CLAIMANT
from tests import examples as x

GRID_WORKER = x.caller("grid_worker", user="grid-1", area="211081001001")
BY_GRID = ((x.collected(channel="grid_visit"), x.NOW, "grid-1"),)


def supplement(text="还有三户也不热"):
    return x.ask(SupplementAppeal, text=text)


@pytest.mark.finding("A41")
@pytest.mark.parametrize(
    "life", [x.TO_DISPATCH, x.TO_HANDLE, x.TO_CALL_BACK, x.SUSPENDED, x.MERGED]
)
def test_the_claimant_adds_to_an_open_appeal(life):
    fact = x.given(*life).when(supplement(), by=x.resident()).then(e.AppealSupplemented)
    assert fact.by_claimant


@pytest.mark.finding("A42")
def test_so_does_who_has_its_number_and_query_code():
    by_code = x.caller(CLAIMANT, user="DT20261123-000001")
    x.given(*x.TO_HANDLE).when(supplement(), by=by_code).then(e.AppealSupplemented)


def test_not_to_a_closed_one():
    x.given(*x.CLOSED).when(supplement(), by=x.resident()).refused(no.AlreadyClosed)


@pytest.mark.finding("A56")
@pytest.mark.parametrize(
    "command",
    [
        supplement(),
        x.ask(AddNote, text="已到现场"),
        x.ask(AttachFile, sha256="a" * 64, mime="image/jpeg", size=10, kind="scene"),
    ],
)
def test_a_grid_worker_adds_to_the_own_report(command):
    [fact] = x.given(*BY_GRID).when(command, by=GRID_WORKER).decide()
    assert not getattr(fact, "by_claimant", False)
    x.given(*x.TO_DISPATCH).when(command, by=GRID_WORKER).refused(no.PostRequired)


def test_it_says_something():
    x.given(*x.TO_HANDLE).when(supplement(" "), by=x.resident()).refused(no.EmptyText)
