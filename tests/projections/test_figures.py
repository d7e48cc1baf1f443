"""What a figure counts and for whom, a life at a time: each of these was once counted wrongly."""

from datetime import timedelta

from msgspec.structs import replace

from casework.appeal import events as e
from projections.accountability import ACCOUNTABILITY
from tests import examples as x

SOON, LATER = x.china(11, 23, 11), x.china(11, 28)


def life(*told, stream: str = x.NO):
    return x.recorded(*told, stream=stream)


HELPED = (x.collected(), x.dispatched_with_help("U-GA"))
ENDED = (x.acknowledged(), x.handled(), x.fed_back(), x.called_back(), x.closed())
WHOLE = (x.collected(), x.dispatched(), *ENDED)
REOPENED = (
    e.AppealReopened(round=2, reason="复发", unit="U-GR", limits=x.dispatched().limits[:1]),
)
RETURNED = (x.return_requested(), x.return_accepted())
REPORTED = e.CoHandlerReported(unit="U-GA", result="已到场")
HANDED_OVER = {"from_unit": "U-GA", "to_unit": "U-JD", "to_unit_name": "街道", "reason": "撤并"}


def test_an_order_that_was_acknowledged_stays_so_while_it_is_suspended(figure):
    halted = life(x.collected(), x.dispatched(), x.acknowledged(), x.suspended())
    assert figure("acknowledged_in_time", halted) == (1, 1)


def test_who_has_reported_needs_not_acknowledge(figure):
    reported = life(*HELPED, REPORTED)
    assert figure("acknowledged_in_time", reported, unit="U-GA") == (0, 0)


def test_who_helps_needs_not_acknowledge_once_there_is_a_result(figure):
    handled = life(*HELPED, x.acknowledged(), x.handled())
    assert figure("acknowledged_in_time", handled, unit="U-GA") == (0, 0)
    late = life(*HELPED, x.acknowledged(), (x.handled(), LATER))
    assert figure("acknowledged_in_time", late, unit="U-GA") == (0, 1)


def test_what_was_returned_before_the_limit_is_not_late_however_long_it_lay(figure):
    again = x.dispatched(lead_unit="U-CG", lead_unit_name="城管局")
    redispatched = life(x.collected(), x.dispatched(), *RETURNED, (again, LATER))
    assert figure("acknowledged_in_time", redispatched) == (0, 0)


def test_an_excluded_case_leaves_every_rate_that_a_unit_is_scored_by(figure):
    granted = e.ExclusionGranted(ground="claim_untrue", reason="核实", endorsed_by="super")
    blown = e.WhistleBlown(
        by_unit="U-GR", orders=(e.CoOrder("U-JD", "街道"),), task="到场", approved_by="gr-head"
    )
    excluded = life(*HELPED, x.acknowledged(), blown, REPORTED, *ENDED[1:], granted)
    assert figure("acknowledged_in_time", excluded) == (0, 0)
    assert figure("co_handled_in_time", excluded, unit="U-GA") == (0, 0)
    assert figure("whistles_answered", excluded, unit="U-JD") == (0, 0)


def test_who_helps_is_not_late_while_the_case_is_suspended(figure):
    halted = life(*HELPED, x.acknowledged(), x.suspended())
    assert figure("co_handled_in_time", halted, unit="U-GA", at=x.china(12, 20)) == (0, 0)


def test_a_whistle_that_was_handed_over_is_one_whistle(figure):
    blown = e.WhistleBlown(
        by_unit="U-GR", orders=(e.CoOrder("U-GA", "公安局"),), task="到场", approved_by="gr-head"
    )
    moved = life(
        x.collected(), x.dispatched(), x.acknowledged(), blown, e.OrdersHandedOver(**HANDED_OVER)
    )
    assert figure("whistles_answered", moved, unit="U-GA") == (0, 0)
    assert figure("whistles_answered", moved, unit="U-JD") == (0, 1)


def test_a_report_stays_with_who_gave_it_whatever_is_handed_over_to_it(figure):
    both = (x.collected(), x.dispatched_with_help("U-GA", "U-JD"))
    reported = e.CoHandlerReported(unit="U-JD", result="已到场")
    joined = life(*both, reported, e.OrdersHandedOver(**HANDED_OVER, joined=True))
    assert figure("co_handled_in_time", joined, unit="U-JD") == (1, 1)


def test_a_successor_was_not_sent_to_wrongly(figure):
    to = {"from_unit": "U-GR", "to_unit": "U-CG", "to_unit_name": "城管局", "reason": "撤并"}
    moved = life(x.collected(), x.dispatched(), e.OrdersHandedOver(**to, lead=True), *ENDED)
    assert figure("dispatch_accuracy", moved, unit="centre") == (1, 1)


def test_what_is_disputed_is_nobodys_and_does_not_wait_for_dispatch(figure):
    opened = life(x.collected(), x.dispatched(), x.acknowledged(), x.arbitration_opened())
    assert figure("overdue", opened, at=x.china(12, 20)) == (0, 0)
    assert figure("dispatched_in_time", opened, unit="centre") == (1, 1)


def test_who_is_given_it_again_has_the_deadline_of_now_and_no_result_yet(figure):
    later = e.Move(clock="handling", before=x.china(11, 30), due=x.china(12, 9), calendar="work/1")
    there = e.AppealReassigned(from_unit="U-GR", to_unit="U-CG", to_unit_name="城管局")
    back = e.AppealReassigned(from_unit="U-CG", to_unit="U-GR", to_unit_name="供热公司")
    more = e.ExtensionApproved(unit="U-CG", reason="配件", moves=(later,))
    again = life(x.collected(), x.dispatched(), there, more, back, (x.handled(), x.china(12, 8)))
    assert figure("handled_in_time", again) == (1, 1)
    undone = life(x.collected(), x.dispatched(), x.handled(), there, back)
    assert figure("handled", undone)[0] == 0


def test_a_rework_does_not_hide_that_more_time_was_given(figure):
    more = e.ExtensionApproved(unit="U-GR", reason="配件", moves=())
    redone = e.ReworkOrdered(round=2, unit="U-GR", reason="未解决")
    extended = (x.collected(), x.dispatched(), x.acknowledged(), more, *ENDED[1:4], redone)
    assert figure("extended", life(*extended, x.handled())) == (1, 1)


def test_what_was_closed_before_it_was_to_be_fed_back_is_not_owed(figure):
    by = x.limit("feedback", x.china(11, 25), "2 wd")
    ended = life(*WHOLE[:3], x.handled(limits=(by,)), x.closed(kind="forced"))
    assert figure("fed_back_in_time", ended) == (0, 0)


def test_what_was_reopened_was_not_solved_at_the_first_time(figure):
    again = life(*WHOLE, *REOPENED, *ENDED[1:4])
    assert figure("first_time_resolution", again) == (1, 2)


def test_a_merged_claimant_was_collected_too(figure):
    child = life(x.collected(channel="grid_visit"), x.merged())
    parent = life(x.collected(), x.dispatched(), stream=x.OTHER_NO)
    assert figure("from_grids", child, parent, unit="centre") == (1, 2)


CHILD = (
    x.collected(),
    x.merged(),
    e.ResultShared(parent_no=x.OTHER_NO),
    (x.called_back(), SOON),
)


def test_a_merged_claimant_judges_the_unit_of_then_though_the_parent_is_reopened(figure):
    reopened = e.AppealReopened(round=2, reason="复发", unit="U-CG", unit_name="城管局")
    parent = life(*WHOLE, (reopened, LATER), stream=x.OTHER_NO)
    assert figure("valid", life(*CHILD), parent)[0] == 2
    assert figure("valid", life(*CHILD), parent, unit="U-CG")[0] == 0


def test_a_claimant_told_of_another_round_is_to_be_called_again(figure):
    parent = life(x.collected(), x.dispatched(), stream=x.OTHER_NO)
    child = life(*CHILD, e.ResultShared(parent_no=x.OTHER_NO))
    assert figure("valid", child, parent)[0] == 0


def test_what_was_told_of_a_parent_is_no_result_of_another_matter(figure):
    apart = e.AppealUnmerged(parent_no=x.OTHER_NO, reason="另一事项")
    alone = life(*CHILD[:3], apart, x.dispatched(), x.acknowledged(), x.called_back())
    assert figure("valid", alone)[0] == 0


def test_a_case_counts_by_its_callback_with_whoever_had_a_part_in_it(figure):
    reported = life(*HELPED, x.acknowledged(), REPORTED, *ENDED[1:4])
    by = {"counted_by": "called_back"}
    assert figure("co_handled_in_time", reported, unit="U-GA", **by) == (1, 1)
    again = life(
        *HELPED,
        x.acknowledged(),
        REPORTED,
        *ENDED[1:4],
        e.ReworkOrdered(round=2, unit="U-GR", reason="未解决"),
    )
    assert figure("returns_asked", again, **by) == (0, 0)


def test_what_is_merged_ended_when_it_happened():
    [merged] = x.recorded(x.merged())
    late = replace(merged, version=3, position=3, envelope=x.envelope(LATER, occurred_at=SOON))
    rows = None
    for each in (*life(x.collected(), x.dispatched()), late):
        rows = ACCOUNTABILITY.fold(rows, each, x.policies().calendar_of)
    assert [row.stretches[-1] for row in rows if row.kind == "lead"] == [SOON]


def test_who_is_given_it_again_under_another_clock_counts_each_time_by_its_own_calendar():
    anew = x.limit("handling", x.china(12, 9), "10 d", calendar="24x7/1")
    there = e.AppealReassigned(
        from_unit="U-GR", to_unit="U-CG", to_unit_name="城管局", clock="restart", limits=(anew,)
    )
    back = e.AppealReassigned(from_unit="U-CG", to_unit="U-GR", to_unit_name="供热公司")
    rows, days = None, [x.NOW, x.NOW, *(x.NOW + timedelta(days=n) for n in (1, 2, 3))]
    told = (x.collected(), x.dispatched(), there, back, x.handled())
    for each in life(*zip(told, days, strict=True)):
        rows = ACCOUNTABILITY.fold(rows, each, x.policies().calendar_of)
    [lead] = [row for row in rows if row.kind == "lead" and row.unit == "U-GR"]
    assert lead.used_seconds == (8 + 24) * 3600


def test_a_case_that_was_put_under_another_is_judged_with_it_alone(figure):
    redone = e.ReworkOrdered(round=2, unit="U-GR", reason="未解决")
    child = life(*WHOLE[:6], redone, x.merged(), e.ResultShared(parent_no=x.OTHER_NO))
    first = {"callback": "first"}
    assert figure("valid", child, **first)[0] == 0
