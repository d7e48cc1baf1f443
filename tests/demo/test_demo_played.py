"""The made-up year keeps to the rules, and holds something of everything that can happen."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from api.automation.standing_orders import NOBODY_CAME
from api.demo.city import city
from api.demo.loading import SEED as LOADED
from api.demo.model import DemoCity
from api.demo.stages import ending
from api.demo.timekeeping import with_timekeeper
from api.demo.year import year
from casework.appeal import events as e
from casework.appeal.clocks import ringing
from casework.appeal.folding import fold
from casework.appeal.words import ENDED
from casework.facts import Fact, Recorded
from tests.demo.demo_year import APPEALS, UNTIL
from tests.demo.playing import Played

Histories = list[list[Recorded]]
BESIDE = (e.CallbackRecorded, e.ClockReminded, e.ClockOverdue)

# Of 1,500 appeals, at least and at most so many of each.
USUAL = {
    e.AppealAnsweredDirectly: (60, 250),
    e.AppealNotAccepted: (5, 40),
    e.AppealTransferredOut: (1, 30),
    e.AppealMerged: (8, 40),
    e.ReturnAccepted: (10, 60),
    e.ReturnRefused: (4, 30),
    e.UnitDesignated: (1, 8),
    e.ExtensionApproved: (8, 50),
    e.ExtensionRefused: (2, 20),
    e.AppealSuspended: (4, 30),
    e.AppealResumed: (3, 30),
    e.CoHandlerReported: (10, 80),
    e.WhistleBlown: (2, 25),
    e.HandlingSentBack: (8, 40),
    e.ReworkOrdered: (15, 80),
    e.AppealReopened: (4, 25),
    e.OrderUrged: (15, 100),
    e.SupervisionReplied: (10, 80),
    e.AppealWithdrawn: (20, 60),
    e.ClockOverdue: (300, 2000),
}


def of(kind: type[Fact], history: list[Recorded]) -> list[Recorded]:
    return [recorded for recorded in history if isinstance(recorded.fact, kind)]


def holding(kind: type[Fact], histories: Histories) -> Histories:
    found = [history for history in histories if of(kind, history)]
    assert found
    return found


@pytest.mark.parametrize(
    "until",
    [
        UNTIL,
        datetime(2026, 2, 24, 1, tzinfo=UTC),  # the first day after the Spring Festival
        datetime(2025, 10, 9, 0, tzinfo=UTC),
        datetime(2027, 8, 1, 12, tzinfo=UTC),  # holidays of that year are not known yet
    ],
)
def test_every_step_of_a_year_is_accepted(until: datetime) -> None:
    lighthouse = city(LOADED)
    steps = list(with_timekeeper(lighthouse, year(lighthouse, LOADED, until, APPEALS), until))
    played = Played(lighthouse, steps)
    assert [(step, str(why)) for step, why in played.refused] == []


def test_a_year_holds_a_fair_share_of_everything(histories: Histories) -> None:
    counted = Counter(type(recorded.fact) for history in histories for recorded in history)
    for kind, (least, most) in USUAL.items():
        assert least <= counted[kind] <= most, (kind.__name__, counted[kind])


def test_what_is_returned_goes_to_another_unit(histories: Histories) -> None:
    for history in holding(e.ReturnAccepted, histories):
        units = [r.fact.lead_unit for r in of(e.AppealDispatched, history)]  # type: ignore[attr-defined]
        units += [r.fact.unit for r in of(e.UnitDesignated, history)]  # type: ignore[attr-defined]
        assert len(units) == len(set(units))
        returned = len(of(e.ReturnAccepted, history))
        assert len(units) <= returned + 1
        assert bool(of(e.ArbitrationOpened, history)) == (returned == 2)


def test_a_suspended_case_is_resumed_before_its_day_or_still_waits(histories: Histories) -> None:
    waiting = 0
    for history in holding(e.AppealSuspended, histories):
        [suspended] = of(e.AppealSuspended, history)
        resumed, withdrawn = of(e.AppealResumed, history), of(e.AppealWithdrawn, history)
        day = suspended.fact.until  # type: ignore[attr-defined]
        assert all(r.envelope.recorded_at < day for r in resumed)
        waiting += not resumed and not withdrawn
        assert resumed or withdrawn or day > UNTIL
    assert waiting


def test_the_first_result_is_late_where_the_limit_was_told_overdue(histories: Histories) -> None:
    late = []
    for history in holding(e.AppealHandled, histories):
        handled = of(e.AppealHandled, history)[0]
        told = [
            r
            for r in of(e.ClockOverdue, history)
            if r.version < handled.version and r.fact.clock == "handling"  # type: ignore[attr-defined]
        ]
        assert handled.fact.late == bool(told)  # type: ignore[attr-defined]
        late.append(bool(told))
    assert 0.09 < sum(late) / len(late) < 0.16


def test_a_merged_appeal_is_told_called_and_closed_by_itself(histories: Histories) -> None:
    ends = Counter(
        tuple(r.fact.TOPIC for r in history if not isinstance(r.fact, BESIDE))[2:]
        for history in holding(e.AppealMerged, histories)
    )
    assert set(ends) <= {
        (),
        ("result.shared",),
        ("result.shared", "appeal.closed"),
        ("result.shared", "appeal.closed", "appeal.archived"),
    }
    for history in holding(e.AppealMerged, histories):
        if of(e.AppealClosed, history):
            assert of(e.CallbackRecorded, history)


def test_whoever_says_that_nobody_came_sets_a_supervision_going(histories: Histories) -> None:
    denied = 0
    for history in holding(e.CallbackRecorded, histories):
        nobody = [r for r in of(e.CallbackRecorded, history) if r.fact.visited is False]  # type: ignore[attr-defined]
        opened = [r for r in of(e.SupervisionOpened, history) if r.fact.automatic]  # type: ignore[attr-defined]
        assert len(nobody) == len(opened)
        denied += len(nobody)
    assert denied
    assert ending.NOBODY_CAME == NOBODY_CAME


def test_residents_and_grid_workers_raise_some_themselves(
    demo: DemoCity, histories: Histories
) -> None:
    by = Counter(history[0].envelope.actor.role for history in histories)
    assert by["resident"] > 20
    assert by["grid_worker"] > 0
    [area] = [account.area for account in demo.accounts if account.area]
    for history in histories:
        if history[0].envelope.actor.role == "grid_worker":
            assert history[0].fact.area == area  # type: ignore[attr-defined]


def test_what_ended_long_ago_is_archived_and_rings_no_more(histories: Histories) -> None:
    for history in histories:
        appeal = fold(history)
        assert appeal is not None
        if appeal.status in ENDED:
            rings_at = ringing(appeal.clocks)
            assert rings_at is None or rings_at > UNTIL - timedelta(minutes=2)


def test_the_year_ends_with_appeals_open_in_every_state(histories: Histories) -> None:
    appeals = [appeal for history in histories if (appeal := fold(history))]
    open_ones = Counter(str(appeal.status) for appeal in appeals)
    assert set(open_ones) == {
        "collected",
        "dispatched",
        "handling",
        "return_pending",
        "handled",
        "fed_back",
        "called_back",
        "closed",
        "archived",
    }
    marks = Counter(mark for appeal in appeals for mark in appeal.marks)
    assert marks["suspended"]


def test_a_note_of_the_office_is_stored_without_its_visibility(histories: Histories) -> None:
    """The default is left out by identity, so the words must hold the very constant."""
    stored = [
        msgspec.json.decode(msgspec.json.encode(r.fact))
        for history in holding(e.NoteAdded, histories)
        for r in of(e.NoteAdded, history)
    ]
    assert {note.get("visibility") for note in stored} == {None, "public"}
