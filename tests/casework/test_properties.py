"""Any verb, by anybody, at any time: what is accepted replays, what is refused changes nothing."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.appeal.appeal import evolve, fold
from casework.appeal.commands import allowed_verbs
from casework.appeal.words import Status
from casework.errors import Refusal
from casework.facts import Caller, Envelope, Recorded
from casework.store.mapper import FactMapper
from tests import examples as x

MAPPER = FactMapper()
BOTH = x.caller("caller", "department", user="gr-clerk", unit="U-GR")
CALLERS = [
    x.operator(), x.unit(), x.unit("U-GA", user="ga-clerk"), x.callback_staff(), x.duty_leader(),
    x.caller("supervisor"), x.caller("admin"), BOTH,
]  # fmt: skip
FORCED = x.close("forced", reason="r", approved_by="duty2")
COMMANDS = [
    x.dispatch(), x.dispatch("U-GA"), x.dispatch("U-WY"), x.acknowledge(), x.handle(),
    x.handle(outcome="not_solved"), x.feed_back(), x.feed_back(delivered=False),
    x.record_callback(), x.record_callback(solved="unclear"),
    x.record_callback(connected=False, contacted=None, solved=None, satisfied=None),
    x.close(), x.close("unreachable", reason="r"), FORCED,
    x.withdraw(), x.add_note(),
]  # fmt: skip
STEPS = st.lists(
    st.tuples(st.sampled_from(COMMANDS), st.sampled_from(CALLERS), st.integers(0, 72)), max_size=40
)


def envelope(by: Caller, at) -> Envelope:
    return x.envelope(at, user=by.user)


@given(
    first=st.sampled_from(
        [x.collected(), x.collected(claimant_kind="anonymous", wants_callback=False)]
    ),
    steps=STEPS,
)
@settings(max_examples=300, deadline=None)
def test_a_life_of_any_commands(first, steps):
    at = x.NOW
    history = [Recorded(x.NO, 1, 1, first, x.envelope(at))]
    appeal = fold(history)
    assert appeal
    for command, by, hours in steps:
        at += timedelta(hours=hours)
        before = fold(history)
        allowed = command.VERB in allowed_verbs(appeal.status, appeal.lead_unit, by)
        try:
            facts = x.When(history, command, by, at).decide()
        except Refusal:
            assert fold(history) == before == appeal
            continue
        assert facts
        assert allowed, f"{command.VERB} was accepted but not said to be allowed"
        assert appeal.status != Status.CLOSED or command.VERB == "add-note"
        for fact in facts:
            recorded = Recorded(x.NO, len(history) + 1, len(history) + 1, fact, envelope(by, at))
            stored = MAPPER.encode(fact, recorded.envelope)
            again = MAPPER.decode(x.NO, recorded.version, recorded.position, fact.TOPIC, stored)
            assert again == recorded
            history.append(again)
            appeal = evolve(appeal, recorded)
    assert fold(history) == appeal


@given(steps=STEPS)
@settings(max_examples=100, deadline=None)
def test_a_deadline_moves_only_by_dispatch(steps):
    history = [Recorded(x.NO, 1, 1, x.collected(), x.envelope())]
    for command, by, _ in steps:
        try:
            facts = x.When(history, command, by, x.NOW).decide()
        except Refusal:
            continue
        for fact in facts:
            before = fold(history)
            history.append(Recorded(x.NO, len(history) + 1, 1, fact, envelope(by, x.NOW)))
            after = fold(history)
            assert before and after
            assert before.deadline == after.deadline or fact.TOPIC == "appeal.dispatched"
