"""Of two who write on one version, the loser is told what came since: in one batch, too (C1)."""

import pytest

from casework.deciding import BatchDecider
from casework.errors import VersionConflict
from casework.facts import Recorded
from casework.requests import Request
from casework.store.store import Loaded
from tests import examples as x


def loaded(*more: Recorded) -> Loaded:
    return Loaded(histories={x.NO: [*x.recorded(*x.TO_DISPATCH), *more]}, streams=frozenset({x.NO}))


@pytest.mark.finding("C1")
def test_the_loser_in_one_batch_is_decided_once_the_winners_facts_are_stored():
    winner, loser = (
        Request(command=x.dispatch(), caller=by, expected=1)
        for by in (x.operator(), x.caller("operator", user="operator2"))
    )
    together = BatchDecider(loaded(), x.reference(), lambda: x.NOW)
    together.take(winner)
    together.take(loser)
    [won], [again] = together.result.decisions, together.result.later
    assert (won.request, again.command_id) == (winner, loser.command_id)
    assert together.result.answered == []

    stored = [Recorded(d.stream, d.version, d.version, d.fact, d.envelope) for d in won.drafts]
    after = BatchDecider(loaded(*stored), x.reference(), lambda: x.NOW)
    after.take(loser)
    [(request, conflict)] = after.result.answered
    assert request is loser
    assert isinstance(conflict, VersionConflict)
    assert conflict.since == stored
