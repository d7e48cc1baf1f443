"""What waits for the centre costs the unit nothing (DOMAIN 17.2, 17.3, 17.15): also in pairs."""

from datetime import timedelta

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import CENTRE, find, going
from casework.appeal.words import Status
from tests import examples as x
from tests.examples import HELPED, TO_HANDLE, china, given, unit, unit_head

RETURN = x.ask(c.RequestReturn, ground="not_our_duty", reason="不属本单位职责")
EXTENSION = x.ask(
    c.RequestExtension, until=china(12, 4), reason="等待配件", claimant_informed_at=x.NOW
)
SUSPENSION = x.ask(c.RequestSuspension, until=china(12, 20), reason="等待停暖")
TERMINATION = x.ask(c.RequestTermination, ground="object_gone", reason="房屋已拆除")
GA_HEAD = unit_head("U-GA", user="ga-head")


def decide(verb, decision="accept", **more):
    return x.ask(verb, decision=decision, reason="核定", **more)


def over_national_day():
    """Dispatched on 29 September; the unit asks for a return on the 30th at ten."""
    sent = x.nothing().when(x.collect(), at=china(9, 29, 8, 30)).lived()
    sent = sent.when(x.dispatch(), at=china(9, 29, 9)).lived()
    return sent.when(RETURN, by=unit_head(), at=china(9, 30, 10)).lived()


REFUSED_AT = china(10, 8, 15)  # the first working day after the holiday


@pytest.mark.finding("A5")
def test_who_asks_for_a_return_has_read_the_order():
    clocks = over_national_day().appeal().clocks
    for name in ("acknowledgement", "contact"):
        clock = going(clocks, name, "U-GR")
        assert (clock.is_paused, clock.segments[-1].holder, clock.rings_at) == (
            True,
            CENTRE,
            None,
        )
    assert going(clocks, "handling").segments[-1].holder == CENTRE


@pytest.mark.finding("A5")
def test_the_centre_decides_within_four_working_hours_counted_over_the_holiday():
    decision = going(over_national_day().appeal().clocks, "decision", "return/U-GR")
    assert decision.due == china(9, 30, 16)
    late = x.given(*TO_HANDLE).when(RETURN, by=unit_head(), at=china(11, 23, 17)).after()
    assert going(late.clocks, "decision", "return/U-GR").due == china(11, 24, 11)
    sent = x.nothing().when(x.collect(), at=china(9, 30, 8, 30)).lived()
    sent = sent.when(x.dispatch(), at=china(9, 30, 9)).lived()
    before = sent.when(RETURN, by=unit_head(), at=china(9, 30, 17)).after()
    assert going(before.clocks, "decision", "return/U-GR").due == china(10, 8, 11)


@pytest.mark.finding("A5")
def test_refused_the_signing_goes_on_with_what_was_left_and_the_time_is_given_back():
    """Six hours were left to sign in; the decision took seven working hours beyond its four."""
    refused = over_national_day().when(decide(c.DecideReturn, "refuse"), at=REFUSED_AT)
    fact = refused.then(e.ReturnRefused)
    handling = next(move for move in fact.moves if move.clock == "handling")
    assert (handling.before, handling.due) == (china(10, 12), china(10, 13, 17))
    clocks = refused.after().clocks
    signing = going(clocks, "acknowledgement", "U-GR")
    assert (signing.running, signing.due, signing.segments[-1].holder) == (
        True,
        china(10, 9, 11),
        "U-GR",
    )
    assert going(clocks, "handling").segments[-1].holder == "U-GR"
    signed = refused.lived().when(x.acknowledge(), by=unit(), at=china(10, 9, 10))
    assert signed.then(e.OrderAcknowledged).late is False


@pytest.mark.finding("A5")
def test_decided_in_time_nothing_is_given_back():
    refused = over_national_day().when(decide(c.DecideReturn, "refuse"), at=china(9, 30, 15))
    moved = {move.clock for move in refused.then(e.ReturnRefused).moves}
    assert moved == {"acknowledgement", "contact"}
    assert refused.after().deadline == china(10, 12)


@pytest.mark.finding("A5")
def test_accepted_after_the_limit_to_sign_it_was_not_signed_too_late():
    accepted = over_national_day().when(decide(c.DecideReturn), at=REFUSED_AT).after()
    signing = find(accepted.clocks, "acknowledgement", "U-GR")
    assert signing.stopped_at == REFUSED_AT
    assert not signing.is_late(REFUSED_AT)


@pytest.mark.finding("A5")
def test_meanwhile_it_need_not_be_signed_and_is_told_so():
    life = over_national_day()
    life.when(x.acknowledge(), by=unit(), at=china(9, 30, 11)).refused(no.ReturnAwaitsDecision)
    assert not c.AcknowledgeOrder.permits(unit(), life.appeal().standing, frozenset({"U-GR"}))


@pytest.mark.finding("A5")
def test_an_emergency_is_decided_within_a_quarter_of_an_hour():
    sent = x.nothing().when(x.collect(urgency="critical")).lived()
    sent = sent.when(x.dispatch()).lived()
    clocks = sent.when(RETURN, by=unit_head()).after().clocks
    decision = going(clocks, "decision", "return/U-GR")
    assert decision.due == x.NOW + timedelta(minutes=15)


@pytest.mark.finding("A5")
def test_what_the_rules_say_holds_and_a_text_of_before_has_the_default():
    longer = x.knowing(x.rules_with(('decision = "15 min"', 'decision = "30 min"')))
    silent = x.knowing(x.rules_with(('decision = "15 min"       # D\n', "")))
    for known, minutes in ((longer, 30), (silent, 15)):
        sent = x.nothing().when(x.collect(urgency="critical"), known=known).lived()
        sent = sent.when(x.dispatch(), known=known).lived()
        clocks = sent.when(RETURN, by=unit_head(), known=known).after().clocks
        due = going(clocks, "decision", "return/U-GR").due
        assert due == x.NOW + timedelta(minutes=minutes)


@pytest.mark.finding("A5")
@pytest.mark.parametrize(
    ("command", "verb", "matter", "refusal"),
    [
        (EXTENSION, c.DecideExtension, "extension", e.ExtensionRefused),
        (SUSPENSION, c.DecideSuspension, "suspension", e.SuspensionRefused),
        (TERMINATION, c.DecideTermination, "termination", e.TerminationRefused),
    ],
)
def test_every_request_has_a_clock_and_its_delay_is_given_back(command, verb, matter, refusal):
    """Asked on Tuesday at ten, due at four; decided on Wednesday at ten: four hours beyond."""
    life = given(*TO_HANDLE).when(command, by=unit_head(), at=china(11, 24, 10)).lived()
    decision = going(life.appeal().clocks, "decision", f"{matter}/U-GR")
    assert (decision.due, decision.segments[-1].holder) == (china(11, 24, 16), CENTRE)
    refused = life.when(decide(verb, "refuse"), by=x.duty_leader(), at=china(11, 25, 10))
    [move] = refused.then(refusal).moves
    assert (move.before, move.due) == (china(11, 30), china(12, 1, 12))
    assert going(refused.after().clocks, "decision", f"{matter}/U-GR") is None


@pytest.mark.finding("A5")
def test_two_decisions_that_were_late_together_give_the_time_back_once():
    life = given(*TO_HANDLE)
    for command in (EXTENSION, TERMINATION):
        life = life.when(command, by=unit_head(), at=china(11, 24, 10)).lived()
    for verb in (c.DecideExtension, c.DecideTermination):
        by = x.duty_leader()
        life = life.when(decide(verb, "refuse"), by=by, at=china(11, 25, 10)).lived()
    assert life.appeal().deadline == china(12, 1, 12)


def test_suspended_late_the_time_is_given_back_before_it_is_frozen():
    life = given(*TO_HANDLE).when(SUSPENSION, by=unit_head(), at=china(11, 24, 10)).lived()
    life = life.when(decide(c.DecideSuspension), by=x.duty_leader(), at=china(11, 25, 10)).lived()
    halted = life.when(decide(c.DecideSuspension), by=x.supervisor(), at=china(11, 25, 10)).after()
    handling = going(halted.clocks, "handling")
    assert (handling.is_paused, handling.due) == (True, china(12, 1, 12))


@pytest.mark.finding("A18")
@pytest.mark.parametrize(
    ("command", "matter"),
    [(EXTENSION, "extension"), (SUSPENSION, "suspension"), (TERMINATION, "termination")],
)
def test_a_result_voids_what_the_unit_had_asked_for(command, matter):
    life = given(*TO_HANDLE).when(command, by=unit_head(), at=china(11, 24, 10)).lived()
    handled = life.when(x.handle(), by=unit(), at=china(11, 24, 11))
    voided = handled.then(e.RequestVoided, e.AppealHandled)
    assert (voided.matter, voided.unit, voided.because) == (matter, "U-GR", "handle")
    assert handled.after().requests == {}
    assert find(handled.after().clocks, "decision", f"{matter}/U-GR").stopped_at is not None


@pytest.mark.finding("A33")
def test_a_result_after_the_deadline_is_late_only_by_the_units_own_time():
    """Asked on Monday at nine, decision due at three; the deadline was six in the evening."""
    asked = china(11, 30, 9)
    life = given(*TO_HANDLE).when(EXTENSION, by=unit_head(), at=asked).lived()
    in_time = life.when(x.handle(), by=unit(), at=china(12, 1, 10))  # three hours were the centre's
    voided = in_time.then(e.RequestVoided, e.AppealHandled)
    assert [(m.before, m.due) for m in voided.moves] == [(china(11, 30), china(12, 1, 15))]
    assert in_time.decide()[1].late is False
    alone = given(*TO_HANDLE).when(x.handle(), by=unit(), at=china(12, 1, 10))
    assert alone.then(e.AppealHandled).late is True


def test_a_return_while_an_extension_waits_takes_the_extension_along():
    life = given(*TO_HANDLE).when(EXTENSION, by=unit_head(), at=china(11, 24, 10)).lived()
    life = life.when(RETURN, by=unit_head(), at=china(11, 24, 11)).lived()
    assert life.appeal().waiting == {"extension/U-GR", "return/U-GR"}
    accepted = life.when(decide(c.DecideReturn), at=china(11, 24, 12))
    voided = accepted.then(e.RequestVoided, e.ReturnAccepted)
    assert (voided.matter, voided.because) == ("extension", "decide-return")
    refused = life.when(decide(c.DecideReturn, "refuse"), at=china(11, 24, 12)).after()
    assert refused.waiting == {"extension/U-GR"}
    assert going(refused.clocks, "handling").pending


def test_suspended_while_an_extension_waits_its_decision_waits_too():
    life = given(*TO_HANDLE).when(EXTENSION, by=unit_head(), at=china(11, 24, 10)).lived()
    life = life.when(SUSPENSION, by=unit_head(), at=china(11, 24, 10)).lived()
    for by in (x.duty_leader(), x.supervisor()):
        life = life.when(decide(c.DecideSuspension), by=by, at=china(11, 24, 11)).lived()
    assert going(life.appeal().clocks, "decision", "extension/U-GR").is_paused
    resumed = life.when(x.ask(c.ResumeAppeal), at=china(12, 4, 11)).after()
    decision = going(resumed.clocks, "decision", "extension/U-GR")
    assert (decision.running, decision.due) == (True, china(12, 4, 16))  # three hours were left


def test_merged_while_a_return_waits_it_is_voided_and_the_order_gone():
    life = given(*TO_HANDLE).when(RETURN, by=unit_head(), at=china(11, 24, 10)).lived()
    merge = x.ask(c.MergeInto, parent_no=x.OTHER_NO, reason="同一事项")
    merged = life.beside(*TO_HANDLE).when(merge, at=china(11, 24, 11))
    assert merged.decide()[0] == e.RequestVoided(
        matter="return", unit="U-GR", because="merge", moves=merged.decide()[0].moves
    )
    assert merged.after().waiting == frozenset()


def test_handed_over_while_a_return_waits_it_is_the_successors_request():
    life = given(*TO_HANDLE).when(RETURN, by=unit_head(), at=china(11, 24, 10)).lived()
    over = x.ask(c.HandOver, from_unit="U-GR", to_unit="U-CG", reason="机构改革")
    moved = life.when(over, by=x.duty_leader(), at=china(11, 24, 11))
    moved.then(e.OrdersHandedOver)
    assert moved.after().waiting == {"return/U-CG"}
    decision = going(moved.after().clocks, "decision", "return/U-CG")
    assert (decision.segments[-1].holder, decision.due) == (CENTRE, china(11, 24, 16))
    refused = moved.lived().when(decide(c.DecideReturn, "refuse"), at=china(11, 24, 12)).after()
    assert going(refused.clocks, "handling").segments[-1].holder == "U-CG"


def test_a_policy_adopted_between_request_and_decision_changes_neither():
    """Ten days at most became one; what was asked under ten is granted."""
    life = given(*TO_HANDLE).when(EXTENSION, by=unit_head(), at=china(11, 24, 10)).lived()
    stricter = x.PolicyAdopted(
        text=x.default_rules().replace('extension = "10 wd"', 'extension = "1 wd"'),
        effective_from=china(11, 24, 12),
    )
    known = x.knowing(("policy/rules", stricter))
    granted = life.when(decide(c.DecideExtension), at=china(11, 24, 15), known=known)
    assert granted.then(e.ExtensionApproved).moves[0].due == china(12, 4)
    anew = given(*TO_HANDLE).when(EXTENSION, by=unit_head(), at=china(11, 24, 15), known=known)
    anew.refused(no.ExtensionTooLong)


@pytest.mark.finding("A10")
def test_a_co_handlers_return_is_a_request_like_any_other():
    life = given(*HELPED).when(RETURN, by=GA_HEAD, at=china(11, 24, 10)).lived()
    appeal = life.appeal()
    assert (appeal.status, appeal.waiting) == (Status.HANDLING, {"return/U-GA"})
    decision = going(appeal.clocks, "decision", "return/U-GA")
    assert (decision.due, decision.segments[-1].holder) == (china(11, 24, 16), CENTRE)
    assert going(appeal.clocks, "acknowledgement", "U-GA").is_paused
    assert going(appeal.clocks, "handling").segments[-1].holder == "U-GR"
    refused = life.when(decide(c.DecideReturn, "refuse"), at=china(11, 25, 10))
    moved = {m.clock: m.unit for m in refused.then(e.ReturnRefused).moves}
    assert moved == {"co_handling": "U-GA", "acknowledgement": "U-GA"}
    assert going(refused.after().clocks, "handling").segments[-1].holder == "U-GR"


CO_EXTENSION = x.moved(EXTENSION, until=china(12, 11, 17))


@pytest.mark.finding("A53")
def test_a_co_handler_asks_an_extension_of_its_own_part():
    """Its lead is due on 14 December, so its own part, due on the 3rd, on the 11th at most."""
    ready = x.dispatched_with_help("U-GA")
    early = tuple(
        x.replace(limit, due=china(12, 3), amount="8 wd") if limit.clock == "co_handling" else limit
        for limit in ready.limits
    )
    life = (x.collected(), x.moved(ready, limits=early), x.acknowledged())
    asked = given(*life).when(CO_EXTENSION, by=GA_HEAD, at=china(11, 24, 10))
    assert asked.then(e.ExtensionRequested).helper
    assert asked.after().waiting == {"extension/U-GA"}
    assert going(asked.after().clocks, "co_handling", "U-GA").pending
    assert not going(asked.after().clocks, "handling").pending
    own = asked.lived().when(EXTENSION, by=unit_head(), at=china(11, 24, 11))
    own.refused(no.NotLater)  # the lead's own is due later, and another request than this
    granted = asked.lived().when(decide(c.DecideExtension, unit="U-GA"), at=china(11, 24, 12))
    [move] = granted.then(e.ExtensionApproved).moves
    assert (move.clock, move.unit, move.due) == ("co_handling", "U-GA", china(12, 11, 17))
    assert granted.after().deadline == china(12, 14)
    assert granted.after().extensions == 0
    assert granted.after().order_of("U-GA").extensions == 1
    later = x.moved(CO_EXTENSION, until=china(12, 14))
    given(*life).when(later, by=GA_HEAD, at=china(11, 24, 10)).refused(no.ExtensionTooLong)


@pytest.mark.finding("A53")
def test_what_it_asked_for_is_moot_once_it_has_reported():
    ready = x.dispatched_with_help("U-GA")
    early = tuple(
        x.replace(limit, due=china(12, 3), amount="8 wd") if limit.clock == "co_handling" else limit
        for limit in ready.limits
    )
    life = given(x.collected(), x.moved(ready, limits=early), x.acknowledged())
    life = life.when(CO_EXTENSION, by=GA_HEAD, at=china(11, 24, 10)).lived()
    report = x.ask(c.CoHandlerReport, result="已到场")
    reported = life.when(report, by=unit("U-GA"), at=china(11, 24, 11))
    voided = reported.then(e.RequestVoided, e.CoHandlerReported)
    assert (voided.matter, voided.unit, voided.helper) == ("extension", "U-GA", True)
