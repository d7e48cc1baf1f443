"""Lateness belongs to the cycle: another round has a new limit and heals nothing (DOMAIN 17.1)."""

from datetime import timedelta

import pytest

from casework.appeal import events as e
from casework.figures.catalogue import FIGURES
from projections.accountability.figures.conditions import condition
from tests import examples as x
from tests.audit.policies import policies

AGAIN_BY = x.china(12, 18)
REWORK = e.ReworkOrdered(
    round=2, unit="U-GR", reason="没解决", limits=(x.limit("handling", AGAIN_BY, "3 wd"),)
)
LATE, IN_TIME = x.china(12, 8, 10), x.china(11, 27, 10)  # the first limit ends on 11-30 18:00
DONE_AGAIN = (
    (x.handled(round=2), x.china(12, 16)),
    (x.fed_back(), x.china(12, 16)),
    (x.called_back(), x.china(12, 17)),
    (x.closed(), x.china(12, 17)),
)


def round_one(handled):
    """To the rework, with a result at that time."""
    told = [(fact, handled) for fact in (x.handled(), x.fed_back(), x.called_back(solved="no"))]
    return (x.collected(), x.dispatched(), x.acknowledged(), *told, (REWORK, handled))


@pytest.mark.finding("A4")
def test_a_round_in_time_does_not_heal_the_late_one_before_it(figure):
    life = x.recorded(*round_one(LATE), *DONE_AGAIN)
    assert figure("handled_in_time", life, at=x.china(12, 20)) == (0, 1)
    assert figure("overdue", life, at=x.china(12, 20)) == (0, 1)


@pytest.mark.finding("A4")
@pytest.mark.parametrize(("handled", "in_time"), [(LATE, 0), (IN_TIME, 1)])
def test_between_rework_and_the_new_result_a_case_stays_what_it_was(figure, handled, in_time):
    life = x.recorded(*round_one(handled))
    at = x.china(12, 10)
    assert figure("handled_in_time", life, at=at) == (in_time, 1)
    assert figure("handled", life, at=at)[0] == 1
    assert figure("overdue", life, at=at) == (0, 1)


@pytest.mark.finding("A4")
def test_a_further_round_that_falls_due_is_overdue_though_the_first_was_in_time(figure):
    life = x.recorded(*round_one(IN_TIME))
    after = AGAIN_BY + timedelta(seconds=1)
    assert figure("handled_in_time", life, at=AGAIN_BY) == (1, 1)
    assert figure("handled_in_time", life, at=after) == (0, 1)
    assert figure("overdue", life, at=after) == (1, 1)


@pytest.mark.finding("A4")
def test_a_case_is_late_in_the_round_in_which_it_was_late(figure):
    late_again = [(fact, AGAIN_BY + timedelta(days=1)) for fact, _ in DONE_AGAIN]
    life = x.recorded(*round_one(IN_TIME), *late_again)
    assert figure("handled_in_time", life, at=x.china(12, 30)) == (0, 1)


@pytest.mark.finding("A4")
def test_a_reopening_begins_a_cycle_and_leaves_lateness_to_the_one_before(figure):
    ended = [(fact, LATE) for fact in (x.handled(), x.fed_back(), x.called_back(), x.closed())]
    limits = (x.limit("handling", AGAIN_BY, "5 wd"),)
    reopened = (e.AppealReopened(round=2, reason="复发", unit="U-GR", limits=limits), LATE)
    life = x.recorded(x.collected(), x.dispatched(), *ended, reopened, *DONE_AGAIN)
    assert figure("handled_in_time", life, at=x.china(12, 20)) == (1, 2)


@pytest.mark.finding("A4")
def test_the_mean_time_adds_the_rounds(figure):
    """Two working days and five hours, then from Monday noon to Tuesday noon."""
    first = [(fact, x.china(11, 25, 14)) for fact in (x.handled(), x.fed_back(), x.called_back())]
    again = (REWORK, x.china(11, 30, 12))
    second = (x.handled(round=2), x.china(12, 1, 12))
    dispatched = (x.dispatched(), x.china(11, 23, 9))
    life = x.recorded(x.collected(), dispatched, *first, again, second)
    one_round = x.recorded(x.collected(), dispatched, *first)
    only, both = (figure("mean_time", each, at=x.china(12, 20)) for each in (one_round, life))
    [total] = [figure("mean_time", x.recorded(*_as_two()), at=x.china(12, 20))]
    assert both[1] == only[1] == 1
    assert both[0] - only[0] == total[0] > 0


def _as_two():
    """The second round alone, as a case of its own."""
    began = x.china(11, 30, 12)
    return (
        (x.collected(), began),
        (x.dispatched(), began),
        (x.handled(), x.china(12, 1, 12)),
    )


@pytest.mark.finding("A4")
def test_feedback_that_came_late_in_one_round_stays_late(figure):
    by = x.limit("feedback", x.china(11, 26), "2 wd")
    late = (x.fed_back(), x.china(11, 28))
    first = ((x.handled(limits=(by,)), x.china(11, 24)), late, (REWORK, x.china(11, 30)))
    again = x.limit("feedback", x.china(12, 16), "2 wd")
    second = (
        (x.handled(round=2, limits=(again,)), x.china(12, 14)),
        (x.fed_back(), x.china(12, 15)),
    )
    life = x.recorded(x.collected(), x.dispatched(), *first, *second)
    assert figure("fed_back_in_time", life, at=x.china(12, 20)) == (0, 1)


@pytest.mark.finding("A4")
def test_what_was_late_before_it_was_sent_back_stays_late(figure):
    """Though the review gives so much back that the second result comes before the deadline."""
    moved = e.Move(clock="handling", before=x.china(11, 30), due=x.china(12, 30), calendar="work/1")
    back = (e.HandlingSentBack(reason="依据不足", unit="U-GR", moves=(moved,)), x.china(12, 9))
    again = (x.handled(), x.china(12, 10))
    life = x.recorded(x.collected(), x.dispatched(), (x.handled(), LATE), back, again)
    assert figure("handled_in_time", life, at=x.china(12, 31)) == (0, 1)


@pytest.mark.finding("A4")
def test_a_case_closed_while_it_is_suspended_is_judged_by_when_its_clock_stood(figure):
    halted = (x.suspended(), x.china(11, 25))
    gone = (x.closed(kind="forced"), x.china(12, 2))
    life = x.recorded(x.collected(), x.dispatched(), halted, gone)
    assert figure("handled_in_time", life, at=x.china(12, 20)) == (1, 1)


@pytest.mark.finding("A6")
def test_who_is_anonymous_is_never_a_valid_callback(figure):
    told = (x.handled(), x.fed_back(), x.called_back())
    life = x.recorded(x.collected(claimant_kind="anonymous"), x.dispatched(), *told)
    for name in ("valid", "contacted", "solved", "satisfied"):
        assert figure(name, life)[0] == 0
    assert figure("valid_callbacks", life) == (0, 1)


@pytest.mark.finding("A21")
def test_a_co_handler_is_judged_by_its_own_deadline_not_by_the_haste_of_the_lead(figure):
    by_then = (x.handled(parts_missing=("U-GA",)), x.fed_back(parts_open=("U-GA",)))
    life = x.recorded(x.collected(), x.dispatched_with_help("U-GA"), *by_then)
    reported = (e.CoHandlerReported(unit="U-GA", result="已到场"), x.china(12, 11))
    in_time, due = x.recorded(*_facts(life), reported), x.china(12, 11)
    assert figure("co_handled_in_time", life, unit="U-GA", at=due) == (0, 0)
    assert figure("co_handled_in_time", life, unit="U-GA", at=x.china(12, 12)) == (0, 1)
    assert figure("co_handled_in_time", in_time, unit="U-GA", at=x.china(12, 12)) == (1, 1)


def _facts(life):
    return [each.fact for each in life]


OBJECTED = e.AssessmentAppealed(unit="U-GR", reason="系统故障")


def corrected(*counted_as):
    return e.AssessmentCorrected(
        reason="属实", correction="更正", unit="U-GR", counted_as=counted_as
    )


@pytest.mark.finding("A16")
@pytest.mark.parametrize(
    ("counted_as", "name", "before", "after"),
    [
        ("handled_in_time", "handled_in_time", (0, 1), (1, 1)),
        ("solved", "resolution", (0, 1), (1, 1)),
        ("satisfied", "satisfaction", (0, 1), (1, 1)),
        ("contacted", "response", (0, 1), (1, 1)),
        ("not_valid", "valid_callbacks", (1, 1), (0, 1)),
        ("excluded", "handled_in_time", (0, 1), (0, 0)),
        ("excluded", "excluded", (0, 1), (1, 1)),
    ],
)
def test_a_granted_objection_corrects_the_figure(figure, counted_as, name, before, after):
    said = x.called_back(solved="no", satisfied="no", contacted=False)
    told = [(fact, LATE) for fact in (x.handled(), x.fed_back(), said, x.closed(), OBJECTED)]
    life = (x.collected(), x.dispatched(), *told)
    granted = (corrected(counted_as), x.china(12, 9))
    assert figure(name, x.recorded(*life), at=x.china(12, 20)) == before
    assert figure(name, x.recorded(*life, granted), at=x.china(12, 20)) == after


@pytest.mark.finding("A16")
def test_a_remark_of_an_earlier_version_corrects_nothing(figure):
    told = [(fact, LATE) for fact in (x.handled(), x.fed_back(), x.closed(), OBJECTED)]
    remark = e.AssessmentCorrected(reason="属实", correction="按期办结")
    life = x.recorded(x.collected(), x.dispatched(), *told, (remark, LATE))
    assert figure("handled_in_time", life, at=x.china(12, 20)) == (0, 1)


ASKED = (x.return_requested(lead=True), x.china(11, 24, 10))  # to be signed by 18:00


@pytest.mark.finding("A5")
def test_who_waits_for_the_decision_on_a_return_is_late_with_no_signature(figure):
    life = (x.collected(), x.dispatched(), ASKED)
    after = x.china(11, 26)
    assert figure("acknowledged_in_time", x.recorded(*life), at=after) == (0, 0)
    accepted = (x.return_accepted(), x.china(11, 26))
    assert figure("acknowledged_in_time", x.recorded(*life, accepted), at=after) == (0, 0)


@pytest.mark.finding("A5")
def test_a_refused_return_is_to_be_signed_by_the_deadline_as_it_was_moved(figure):
    moved = e.Move(
        clock="acknowledgement",
        before=x.china(11, 24),
        due=x.china(11, 27, 9),
        calendar="work/1",
        unit="U-GR",
    )
    refused = (
        e.ReturnRefused(unit="U-GR", reason="属职责", lead=True, moves=(moved,)),
        x.china(11, 26, 10),
    )
    life = (x.collected(), x.dispatched(), ASKED, refused)
    signed = (x.acknowledged(), x.china(11, 27, 9))
    assert figure("acknowledged_in_time", x.recorded(*life), at=x.china(11, 27, 9)) == (0, 0)
    assert figure("acknowledged_in_time", x.recorded(*life), at=x.china(11, 28)) == (0, 1)
    assert figure("acknowledged_in_time", x.recorded(*life, signed), at=x.china(11, 28)) == (1, 1)


def more_time(at):
    asked = e.ExtensionRequested(
        unit="U-GR", reason="等待配件", until=x.china(12, 7), claimant_informed_at=x.NOW
    )
    return (x.collected(), x.dispatched(), (asked, at))


@pytest.mark.finding("A33")
def test_an_extension_asked_for_in_time_is_not_overdue_until_it_is_decided(figure):
    waits = more_time(x.china(11, 30, 17))
    assert figure("overdue", x.recorded(*waits), at=x.china(12, 1)) == (0, 0)
    refused = (e.ExtensionRefused(unit="U-GR", reason="理由不足"), x.china(12, 1))
    assert figure("overdue", x.recorded(*waits, refused), at=x.china(12, 1)) == (1, 1)


@pytest.mark.finding("A33")
def test_an_extension_asked_for_too_late_waits_overdue(figure):
    waits = more_time(x.china(12, 1, 9))
    assert figure("overdue", x.recorded(*waits), at=x.china(12, 1)) == (1, 1)


@pytest.mark.finding("A72")
@pytest.mark.parametrize("figure_id", [f for f in FIGURES if FIGURES[f].kind == "count"])
def test_a_count_has_no_rest(figure_id):
    policy = policies()[0]
    assert condition(policy, figure_id, "rest").as_string() == "false"
    part, whole = (condition(policy, figure_id, each) for each in ("part", "whole"))
    assert part.as_string() == whole.as_string() != "false"
