"""Any verb, by anybody, at any time, on several appeals at once: what holds whatever happens.

What is accepted replays, what is refused changes nothing; the numbers in the names of the checks
are the invariants of DOMAIN 5.
"""

from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from api.automation.timekeeper import TIMEKEEPER, tasks
from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import CENTRE, find, going, ringing
from casework.appeal.folding import evolve, fold
from casework.appeal.words import OPEN, Status
from casework.errors import CaseworkError
from casework.facts import Caller, Fact, Recorded
from casework.store.mapper import FactMapper
from casework.store.store import Draft
from projections.due.fold import fold as fold_due
from projections.due.queries import Ringing
from projections.tracking.fold import fold as fold_tracking
from tests import examples as x
from tests.casework import chance

MAPPER = FactMapper()
ALL_VERBS = (*c.VERBS, *c.SYSTEM_VERBS)
EVERYBODY = (*chance.PEOPLE, *chance.SYSTEM)

# Invariant 3, with what is documented beside it: a result sent back, a calendar that came.
MOVES = (e.ExtensionApproved, e.AppealResumed, e.HandlingSentBack, e.DeadlineRecalculated)
STARTS = (e.AppealDispatched, e.ReworkOrdered, e.AppealReopened, e.UnitDesignated)
AFTER_ARCHIVING = (e.ClaimantRevealed, e.DecisionEndorsed, e.PersonalDataErased)

_ORDER = {"acknowledgement", "return_window", "contact", "co_handling"}
_UNDER_WAY = {"info", "handling", *_ORDER}
MAY_GO = {
    Status.COLLECTED: {"dispatch", *_UNDER_WAY},
    Status.DISPATCHED: _UNDER_WAY,
    Status.HANDLING: {"suspension", *_UNDER_WAY},
    Status.RETURN_PENDING: _UNDER_WAY,
    Status.ARBITRATION: _UNDER_WAY,
    Status.HANDLED: {"feedback", "co_handling"},
    Status.FED_BACK: {"callback", "closing"},
    Status.CALLED_BACK: {"closing"},
    Status.CLOSED: {"reopening"},
    Status.ARCHIVED: set(),
}


def check_1_nothing_after_archiving(before: Appeal, fact: Fact) -> None:
    """But what PIPL asks for: to look into it on record, and to erase it."""
    assert before.status != Status.ARCHIVED or isinstance(fact, AFTER_ARCHIVING)


def check_2_one_lead_and_one_order_a_unit(appeal: Appeal) -> None:
    leads = [o.unit for o in appeal.orders if o.lead]
    assert leads == ([appeal.lead_unit] if appeal.lead_unit else [])
    units = [o.unit for o in appeal.orders]
    assert len(units) == len(set(units))


def check_3_deadlines_move_only_so(before: Appeal, after: Appeal, fact: Fact) -> None:
    for earlier, later in zip(before.clocks, after.clocks, strict=False):
        assert (earlier.name, earlier.started_at) == (later.name, later.started_at)
        if earlier.due != later.due:
            move = later.moves[-1].move
            assert isinstance(fact, MOVES)
            assert (move.before, move.due) == (earlier.due, later.due)
    if before.deadline != after.deadline and not isinstance(fact, MOVES):
        started = isinstance(fact, STARTS) or fact.TOPIC == "appeal.reassigned"
        assert started, fact.TOPIC
        ran = going(before.clocks, "handling")
        assert ran is None or getattr(fact, "clock", None) == "restart", fact.TOPIC


def check_clocks_of_the_state(appeal: Appeal) -> None:
    """Every open state has a clock that goes, and none goes that nobody could stop."""
    go = [k for k in appeal.clocks if k.stopped_at is None]
    names = {k.name for k in go}
    assert names <= MAY_GO[appeal.status] | {"supervision"}, (appeal.status, names)
    assert len({(k.name, k.unit) for k in go}) == len(go)
    if appeal.status in OPEN and "merged" not in appeal.marks:
        assert names - {"return_window", "supervision"}, appeal.status
    standing = {k.name for k in go if k.standing}
    assert not standing or "suspended" in appeal.marks
    if "suspended" in appeal.marks:
        assert find(appeal.clocks, "handling").standing  # type: ignore[union-attr]


def check_clocks_lie_with_who_has_the_order(appeal: Appeal) -> None:
    for clock in appeal.clocks:
        if clock.stopped_at is not None:
            continue
        holder, order = clock.segments[-1].holder, appeal.order_of(clock.unit)
        if clock.name in _ORDER:
            assert order is not None, (appeal.status, clock.name, clock.unit)
            assert holder == order.unit
            assert clock.name != "co_handling" or not order.lead
            assert clock.name != "contact" or order.lead
        if clock.name == "handling":
            assert holder == (appeal.lead_unit or CENTRE)


def check_segments_are_in_order(appeal: Appeal) -> None:
    for clock in appeal.clocks:
        for one, next_one in pairwise(clock.segments):
            assert one.until is not None
            assert one.since <= one.until <= next_one.since
        last = clock.segments[-1]
        assert last.until is None or last.since <= last.until


def check_tracking(appeal: Appeal, row: Any) -> None:
    co = {o.unit for o in appeal.orders if not o.lead}
    assert (row.status, row.lead_unit, row.round) == (appeal.status, appeal.lead_unit, appeal.round)
    assert (set(row.co_units), row.deadline) == (co, appeal.deadline)
    asked = {m.removesuffix("_requested") for m in appeal.marks if m.endswith("_requested")}
    supervised = {f"supervision/{s.number}" for s in appeal.supervised}
    assert set(row.pending) == asked | supervised
    assert row.suspended == ("suspended" in appeal.marks)
    assert row.parent_no == appeal.parent_no


class Lives(RuleBasedStateMachine):
    """Three appeals side by side, and whoever comes along."""

    def __init__(self) -> None:
        super().__init__()
        self.at = x.NOW
        self.histories: dict[str, list[Recorded]] = {}
        self.appeals: dict[str, Appeal] = {}
        self.tracked: dict[str, Any] = {}
        self.due: dict[str, Any] = {}

    @initialize(
        types=st.tuples(*[st.sampled_from(["help", "help", "enquiry", "report"])] * 3),
        urgent=st.sampled_from(["normal", "urgent", "critical"]),
        claimant=st.sampled_from([None, c.Claimant("王秀兰", "13904190001")]),
        steps=st.tuples(*[st.integers(0, 6)] * 3),
    )
    def collect(self, types: Any, urgent: Any, claimant: Any, steps: Any) -> None:
        for no, kind, many in zip(chance.NUMBERS, types, steps, strict=True):
            command = x.collect(
                appeal_no=no, type=kind, urgency=urgent, confidential=kind == "report",
                claimant=claimant, complained_against_unit="U-CG",
            )  # fmt: skip
            self.ask(command, x.operator())
            for _ in range(many):
                self.life_goes_on(no)

    @rule(minutes=chance.MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)

    @rule(no=st.sampled_from(chance.NUMBERS))
    def life_goes_on(self, no: str) -> None:
        standing = self.appeals[no].standing
        fitting = [each for each in chance.likely(no) if type(each[0]).fits(standing)]
        any(self.ask(command, by) for command, by in fitting)

    @rule(data=st.data(), no=st.sampled_from(chance.NUMBERS), times=st.integers(1, 6))
    def somebody_asks_for_what_fits(self, data: Any, no: str, times: int) -> None:
        for _ in range(times):
            standing = self.appeals[no].standing
            verb = data.draw(chance.of([v for v in ALL_VERBS if v.fits(standing)] or ALL_VERBS))
            may = [p for p in EVERYBODY if verb.permits(p, standing, self.reach(p))]
            by = data.draw(st.sampled_from(may or EVERYBODY))
            self.ask(data.draw(chance.command(verb, no, self.at)), by)

    @rule(data=st.data(), no=st.sampled_from(chance.NUMBERS), verb=st.sampled_from(ALL_VERBS),
          by=st.sampled_from(EVERYBODY))  # fmt: skip
    def anybody_asks_for_anything(self, data: Any, no: str, verb: Any, by: Caller) -> None:
        self.ask(data.draw(chance.command(verb, no, self.at)), by)

    @rule(no=st.sampled_from(chance.NUMBERS))
    def a_clock_rings(self, no: str) -> None:
        rings_at = ringing(self.appeals[no].clocks)
        if rings_at is None:
            return
        self.at = max(self.at, rings_at)
        for _, command in [*tasks(Ringing(no, rings_at, self.appeals[no].clocks), self.at)][:1]:
            self.ask(command, TIMEKEEPER)

    def reach(self, by: Caller) -> frozenset[str]:
        return x.directory().subtree(by.unit, self.at) if by.unit else frozenset()

    def ask(self, command: Any, by: Caller) -> bool:
        before = self.appeals.get(command.appeal_no)
        allowed = before is None or command.VERB in c.allowed_verbs(
            before.standing, by, self.reach(by)
        )
        try:
            drafts = x.When(self.histories, command, by, self.at).drafts()
        except CaseworkError:
            assert fold(self.histories.get(command.appeal_no, ())) == before
            return False
        assert drafts
        assert allowed or type(command) in c.SYSTEM_VERBS, f"{command.VERB} was not said to fit"
        for draft in drafts:
            self.record(draft)
        return True

    def record(self, draft: Draft) -> None:
        history = self.histories.setdefault(draft.stream, [])
        position = sum(map(len, self.histories.values())) + 1
        recorded = Recorded(draft.stream, draft.version, position, draft.fact, draft.envelope)
        stored = MAPPER.encode(draft.fact, draft.envelope)
        place = (draft.stream, draft.version, position, draft.fact.TOPIC)
        assert MAPPER.decode(*place, stored) == recorded
        assert draft.version == len(history) + 1
        history.append(recorded)
        before = self.appeals.get(draft.stream)
        after = self.appeals[draft.stream] = evolve(before, recorded)
        if before is not None:
            assert before.moved_at <= after.moved_at
            check_1_nothing_after_archiving(before, draft.fact)
            check_3_deadlines_move_only_so(before, after, draft.fact)
        self.view(draft.stream, recorded)

    def view(self, no: str, recorded: Recorded) -> None:
        appeal = self.appeals[no]
        check_2_one_lead_and_one_order_a_unit(appeal)
        check_segments_are_in_order(appeal)
        self.tracked[no] = fold_tracking(self.tracked.get(no), recorded)
        check_tracking(appeal, self.tracked[no])
        self.due[no] = fold_due(self.due.get(no), recorded)
        rings_at = self.due[no].rings_at if self.due[no] else None
        assert rings_at == ringing(appeal.clocks)

    @invariant()
    def clocks_go_as_they_must(self) -> None:
        for appeal in self.appeals.values():
            check_clocks_of_the_state(appeal)
            check_clocks_lie_with_who_has_the_order(appeal)

    def teardown(self) -> None:
        for no, history in self.histories.items():
            assert fold(history) == self.appeals[no]


Lives.TestCase.settings = settings(
    max_examples=100,
    stateful_step_count=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestLives = Lives.TestCase
