from datetime import timedelta

import pytest

from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.clocks import find
from casework.appeal.words import Status
from tests import examples as x
from tests.examples import (
    CLOSED,
    TO_CALL_BACK,
    TO_CLOSE,
    TO_FEED_BACK,
    TO_HANDLE,
    callback_staff,
    caller,
    close,
    duty_leader,
    given,
    supervisor,
    unit,
)

UNREACHED = (
    (x.not_reached(1), x.china(11, 24, 9)),
    (x.not_reached(2), x.china(11, 24, 15)),
    (x.moved(x.not_reached(3), channel="sms"), x.china(11, 25, 9)),
)
GONE = close("unreachable", reason="三次未接通")
SUPERVISED = e.SupervisionOpened(supervision=1, level="routine", units=("U-GR",), demand="说明")


def closing(life, command=None, by=None):
    return given(*life).when(command or close(), by=by or duty_leader(), at=x.china(12, 1, 9))


@pytest.mark.parametrize("by", [callback_staff(), duty_leader()])
def test_the_centre_closes(by):
    assert closing(TO_CLOSE, by=by).then(e.AppealClosed).kind == "normal"


def test_every_clock_ends_and_the_window_for_reopening_begins():
    appeal = closing(TO_CLOSE).after()
    assert appeal.status == Status.CLOSED
    assert [k.name for k in appeal.clocks if k.stopped_at is None] == ["reopening"]
    ninety_days_on = x.china(12, 1, 9) + timedelta(days=90)
    assert find(appeal.clocks, "reopening").due == ninety_days_on


@pytest.mark.parametrize("post", x.all_but("caller", "duty_leader"))
def test_nobody_else_closes(post):
    closing(TO_CLOSE, by=caller(post)).refused(no.PostRequired)


@pytest.mark.parametrize("by", [unit(), x.unit_head()])
def test_the_unit_that_handled_it_never_does(by):
    closing(TO_CLOSE, by=by).refused(no.PostRequired)


def test_who_handled_does_not_close():  # DOMAIN 5, invariant 6
    closing(TO_CLOSE, by=caller("caller", user="gr-clerk")).refused(no.SameHands)


def test_what_was_late_is_closed_as_late():  # DOMAIN 11.26
    life = (*TO_HANDLE, x.handled(late=True), *TO_CLOSE[-2:])
    fact = closing(life).then(e.AppealClosed)
    assert (fact.kind, fact.late) == ("normal_late", True)


def test_what_was_in_time_is_not_closed_as_late_by_choice():
    assert closing(TO_CLOSE, close("normal_late")).then(e.AppealClosed).kind == "normal"


def test_what_was_late_in_any_round_stays_late():  # DOMAIN 11.26
    again = e.ReworkOrdered(round=2, unit="U-GR", reason="未解决")
    second = (again, x.handled(round=2), *TO_CLOSE[-2:])
    life = (*TO_HANDLE, x.handled(late=True), *TO_CLOSE[-2:], *second)
    assert closing(life).then(e.AppealClosed).late


def test_the_first_and_the_last_satisfaction_are_frozen():
    again = e.ReworkOrdered(round=2, unit="U-GR", reason="未解决")
    unhappy = x.called_back(satisfied="no")
    life = (*TO_CALL_BACK, unhappy, again, x.handled(round=2), *TO_CLOSE[-2:])
    fact = closing(life).then(e.AppealClosed)
    assert (fact.first_satisfied, fact.final_satisfied) == ("no", "very")


def test_a_callback_is_owed_first():
    closing(TO_CALL_BACK).refused(no.CallbackOutstanding)
    closing((*TO_CALL_BACK, x.not_reached(1))).refused(no.CallbackOutstanding)


def telling(first):
    return x.feed_back(delivered=first.claimant_kind != "anonymous")


@pytest.mark.parametrize(
    "first",
    [
        (x.collected(claimant_kind="anonymous", wants_callback=False), x.dispatched()),  # 11.9
        (x.collected(wants_callback=False), x.dispatched()),
        x.ENQUIRY,  # DOMAIN 6.1, LR-2
    ],
)
def test_no_callback_is_owed_where_none_is_due(first):
    told = given(*first, *TO_FEED_BACK[2:]).when(telling(first[0]), by=unit()).lived()
    told.when(close(), by=duty_leader()).then(e.AppealClosed)


def test_unreachable_takes_three_attempts_on_two_days_by_two_channels():  # DOMAIN 11.13
    assert closing((*TO_CALL_BACK, *UNREACHED), GONE).then(e.AppealClosed).kind == "unreachable"


@pytest.mark.parametrize(
    "attempts",
    [
        (),
        UNREACHED[1:],
        [(fact, x.china(11, 24, 9 + n)) for n, (fact, _) in enumerate(UNREACHED)],  # one day
        [(x.not_reached(n), x.china(11, 23 + n)) for n in (1, 2, 3)],  # one channel
        (*UNREACHED, x.called_back(attempt=4)),  # answered in the end
    ],
)
def test_anything_less_is_still_reachable(attempts):
    closing((*TO_CALL_BACK, *attempts), GONE).refused(no.StillReachable)


def test_a_day_is_one_in_china():
    """23:50 and 00:10 are two days in China, and one in UTC."""
    nights = ((11, 24, 23, 50), (11, 25, 0, 10), (11, 25, 0, 20))
    life = [(fact, x.china(*at)) for (fact, _), at in zip(UNREACHED, nights, strict=True)]
    closing((*TO_CALL_BACK, *life), GONE).then(e.AppealClosed)


@pytest.mark.parametrize("kind", ["unsolved_explained", "refused_by_law", "unreachable", "forced"])
def test_any_other_kind_needs_a_reason(kind):  # DOMAIN 5, invariant 7
    closing(TO_CLOSE, close(kind)).refused(no.KindNeedsReason)


@pytest.mark.parametrize(
    "kind",
    [
        "withdrawn",
        "not_accepted",
        "transferred_out",
        "duplicate_merged",
        "terminated",
        "answered_directly",
    ],
)
def test_kinds_with_a_verb_of_their_own_are_not_chosen(kind):
    closing(TO_CLOSE, close(kind, reason="x")).refused(no.KindHasItsOwnVerb)


FORCED = close("forced", reason="领导批示")


@pytest.mark.finding("A26")
@pytest.mark.parametrize("second", [caller("duty_leader", user="duty2"), supervisor()])
def test_force_takes_two_and_no_callback(second):
    first = given(*TO_CALL_BACK).when(FORCED, by=duty_leader())
    assert first.then(e.DecisionEndorsed).matter == "forced_close"
    assert first.after().status == Status.FED_BACK
    first.lived().when(FORCED, by=duty_leader()).refused(no.SecondPersonNeeded)
    fact = first.lived().when(FORCED, by=second).then(e.AppealClosed)
    assert (fact.kind, fact.approved_by) == ("forced", "duty")


@pytest.mark.parametrize("by", [supervisor(), callback_staff()])
def test_a_duty_leader_signs_first(by):
    refusal = no.PostRequired if by == supervisor() else no.SecondApprovalMissing
    given(*TO_CALL_BACK).when(FORCED, by=by).refused(refusal)


def test_callback_staff_do_not_force_it_as_the_second_either():
    first = given(*TO_CALL_BACK).when(FORCED, by=duty_leader()).lived()
    first.when(FORCED, by=callback_staff()).refused(no.SecondApprovalMissing)


def test_a_supervisor_closes_nothing_alone():
    first = given(*TO_CLOSE).when(FORCED, by=duty_leader()).lived()
    first.when(close(), by=supervisor()).refused(no.OnlyAsSecond)


def test_nothing_may_lie_undecided():
    """The return of a co-handler outlives the result of the lead; it is decided first."""
    ready = x.handled(parts_missing=("U-GA",), parts_missing_reason="另行答复")
    returned = x.return_requested("U-GA", approved_by="ga-head")
    life = (*x.HELPED, returned, ready, *TO_CLOSE[-2:])
    closing(life).refused(no.RequestsPending)
    decided = e.ReturnRefused(unit="U-GA", reason="属其职责")
    closing((*life, decided)).then(e.AppealClosed)


def test_what_the_unit_asked_for_before_its_result_is_no_hindrance():
    asked = e.ExtensionRequested(
        unit="U-GR", reason="等待配件", until=x.china(12, 4), claimant_informed_at=x.NOW
    )
    closing((*TO_HANDLE, asked, *TO_CLOSE[3:])).then(e.AppealClosed)


def test_not_under_supervision():  # DOMAIN 5, row 33
    closing((*TO_CLOSE, SUPERVISED)).refused(no.UnderSupervision)
    content = e.SupervisionClosed(supervision=1, result="属实")
    closing((*TO_CLOSE, SUPERVISED, content)).then(e.AppealClosed)
    both = caller("duty_leader", "supervisor", user="duty")
    closing((*TO_CLOSE, SUPERVISED), by=both).refused(no.UnderSupervision)


@pytest.mark.parametrize("life", [x.TO_DISPATCH, TO_HANDLE, TO_FEED_BACK, CLOSED])
def test_only_what_was_fed_back_and_only_once(life):  # DOMAIN 5, invariant 4
    closing(life).refused(no.NotAwaitingClosing)


TO_CLOSE_BY = x.limit("closing", x.china(11, 24), "1 wd")


def result(first, outcome, **more):
    """An appeal whose claimant is not called, with such a result."""
    made = x.handled(outcome=outcome, **more)
    return given(first, *TO_HANDLE[1:], made, x.fed_back(limits=(TO_CLOSE_BY,))).when


NOT_CALLED = x.collected(wants_callback=False)
BY_LAW = {"outcome": "not_ours_by_law"}


@pytest.mark.finding("A27")
@pytest.mark.parametrize(
    ("solved", "kind", "refused"),
    [
        ("yes", "normal", False),
        ("basically", "normal", False),
        ("no", "normal", True),
        ("unclear", "normal", True),
        ("no", "normal_late", True),
        ("no", "unsolved_explained", False),
        ("unclear", "unsolved_explained", False),
        ("yes", "unsolved_explained", True),
        ("no", "refused_by_law", True),
    ],
)
def test_the_kind_follows_what_the_claimant_says(solved, kind, refused):
    closing = given(*TO_CALL_BACK, x.called_back(solved=solved)).when(
        close(kind, reason="见说明"), by=duty_leader()
    )
    if refused:
        assert kind in str(closing.refused(no.KindAgainstFacts))
        return
    assert closing.then(e.AppealClosed).kind == kind


@pytest.mark.finding("A27")
@pytest.mark.parametrize(
    ("first", "outcome", "kind", "refused"),
    [
        (NOT_CALLED, "solved", "normal", False),
        (NOT_CALLED, "partly", "normal", True),
        (NOT_CALLED, "not_solved", "normal", True),
        (NOT_CALLED, "explained", "normal", True),
        (x.collected(type="enquiry"), "explained", "normal", False),
        (NOT_CALLED, "partly", "unsolved_explained", False),
        (NOT_CALLED, "solved", "unsolved_explained", True),
        (NOT_CALLED, "not_ours_by_law", "refused_by_law", False),
        (NOT_CALLED, "solved", "refused_by_law", True),
    ],
)
def test_where_nobody_is_called_it_follows_the_result(first, outcome, kind, refused):
    closing = result(first, outcome)(close(kind, reason="见说明"), by=duty_leader())
    if refused:
        closing.refused(no.KindAgainstFacts)
        return
    assert closing.then(e.AppealClosed).kind == kind
