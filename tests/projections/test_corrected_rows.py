"""A corrected record is what the row says, of the present round and of nothing else."""

from functools import reduce

import pytest

from casework.appeal import commands as c
from projections.tracking.fold import fold
from tests import examples as x

CORRECT = {"record": "callback", "version": 6, "reason": "录入有误"}


def row(life: x.Given):
    return reduce(fold, life.history(), None)


def corrected(**said: object):
    life = x.given(*x.TO_CLOSE)
    return life.when(x.ask(c.CorrectRecord, **CORRECT, **said), by=x.callback_staff()).lived()


@pytest.mark.finding("A49")
def test_the_row_says_what_the_claimant_said_in_truth():
    before = row(x.given(*x.TO_CLOSE))
    assert (before.solved, before.satisfied) == ("yes", "very")
    after = row(corrected(solved="no", satisfied="no"))
    assert (after.status, after.solved, after.satisfied) == ("called_back", "no", "no")


@pytest.mark.finding("A49")
def test_who_was_not_reached_after_all_stands_among_those_to_be_called():
    after = row(corrected(connected=False))
    assert (after.status, after.called_back_at) == ("fed_back", None)
    assert (after.solved, after.satisfied, after.due_clock) == (None, None, "callback")
