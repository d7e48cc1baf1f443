"""Any verb, by anybody, at any time, on several appeals at once: what holds whatever happens.

What is accepted replays, what is refused changes nothing. See `holding.py` for the rest.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from api.automation.timekeeper import tasks
from casework.appeal import commands as c
from casework.appeal.appeal import Appeal
from casework.appeal.clocks import ringing
from casework.appeal.folding import evolve, fold
from casework.callers import TIMEKEEPER
from casework.errors import CaseworkError
from casework.facts import Caller, Recorded
from casework.store.mapper import FactMapper
from casework.store.store import Draft
from projections.accountability.fold import fold as fold_accountability
from projections.agenda.fold import fold as fold_due
from projections.agenda.queries import Ringing
from projections.tracking.fold import fold as fold_tracking
from tests import examples as x
from tests.casework import chance, holding

MAPPER = FactMapper()
TYPES = ("help", "help", "enquiry", "report")
CLAIMANTS = (None, c.Claimant("王秀兰", "13904190001"))


class World:
    """Three appeals side by side, and whoever comes along."""

    def __init__(self, choose: chance.Choose) -> None:
        self.choose, self.at = choose, x.NOW
        self.histories: dict[str, list[Recorded]] = {}
        self.appeals: dict[str, Appeal] = {}
        self.tracked: dict[str, Any] = {}
        self.due: dict[str, Any] = {}
        self.orders: dict[str, Any] = {}
        self.accepted: Counter[str] = Counter()
        for no in chance.NUMBERS:
            self.collect(no)

    def collect(self, no: str) -> None:
        kind, urgency = self.choose(TYPES), self.choose(("normal", "normal", "urgent", "critical"))
        command = x.collect(
            appeal_no=no,
            type=kind,
            urgency=urgency,
            confidential=kind == "report",
            claimant=self.choose(CLAIMANTS),
            complained_against_unit="U-CG",
        )
        assert self.ask(command, x.operator())
        for _ in range(self.choose(range(7))):
            self.life_goes_on(no)

    def time_passes(self) -> None:
        self.at += timedelta(minutes=self.choose(chance.MINUTES))

    def life_goes_on(self, no: str) -> None:
        standing = self.appeals[no].standing
        fitting = [each for each in chance.ordinary(no) if type(each[0]).fits(standing)]
        any(self.ask(command, by) for command, by in fitting)

    def time_is_asked_for(self, no: str) -> None:
        asked = chance.of_time(self.appeals[no], self.at)
        fitting = [each for each in asked if type(each[0]).fits(self.appeals[no].standing)]
        if fitting:
            self.ask(*self.choose(fitting))

    def a_head_signs(self, no: str) -> None:
        """What waits for a unit's head is mostly approved."""
        for asked in self.appeals[no].awaiting.values():
            head = x.unit_head(asked.unit, user=f"{asked.unit}-head")
            yes = self.choose(("accept", "accept", "refuse"))
            named = {"verb": asked.verb, "unit": asked.unit, "decision": yes, "reason": "理由"}
            self.ask(c.ApproveRequest(appeal_no=no, **named), head)

    def merged_ones_go_on(self, no: str) -> None:
        """What is done for a child when its parent has gone on."""
        appeal = self.appeals[no]
        for verb in (c.ShareResult, c.RecordCallback, c.CloseMerged):
            if "merged" in appeal.marks and verb.fits(appeal.standing):
                by = x.callback_staff() if verb is c.RecordCallback else x.standing_orders()
                self.ask(chance.command(verb, no, self.at, self.choose), by)

    def somebody_asks_for_what_fits(self, no: str) -> None:
        standing = self.appeals[no].standing
        verb = chance.verb_for(standing, self.choose)
        may = [p for p in chance.EVERYBODY if verb.permits(p, standing, self.reach(p))]
        by = self.choose(may or chance.EVERYBODY)
        self.ask(chance.command(verb, no, self.at, self.choose), by)

    def anybody_asks_for_anything(self, no: str) -> None:
        verb, by = self.choose(chance.ALL_VERBS), self.choose(chance.EVERYBODY)
        self.ask(chance.command(verb, no, self.at, self.choose), by)

    def a_clock_rings(self, no: str) -> None:
        rings_at = ringing(self.appeals[no].clocks)
        if rings_at is None:
            return
        self.at = max(self.at, rings_at) + timedelta(seconds=1)
        names, command = next(tasks(Ringing(no, rings_at, self.appeals[no].clocks), self.at))
        waits_for_the_supervisor = "supervised" in self.appeals[no].marks
        assert self.ask(command, TIMEKEEPER) or waits_for_the_supervisor, names

    def reach(self, by: Caller) -> frozenset[str]:
        return x.directory().subtree(by.unit, self.at) if by.unit else frozenset()

    def ask(self, command: Any, by: Caller) -> bool:
        before = self.appeals.get(command.appeal_no)
        try:
            drafts = x.When(self.histories, command, by, self.at).drafts()
        except CaseworkError:
            assert fold(self.histories.get(command.appeal_no, ())) == before
            return False
        assert drafts
        if before is not None and type(command) in c.VERBS:
            assert command.VERB in c.allowed_verbs(before.standing, by, self.reach(by))
        for draft in drafts:
            self.record(draft)
        for appeal in self.appeals.values():
            holding.check_clocks_of_the_state(appeal)
            holding.check_clocks_lie_with_who_has_the_order(appeal)
            holding.check_requests_lie_before_somebody(appeal)
        self.accepted[command.VERB] += 1
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
            holding.check_1_nothing_after_archiving(before, draft.fact)
            holding.check_3_deadlines_move_only_so(before, after, draft.fact)
        holding.check_2_one_lead_and_one_order_a_unit(after)
        holding.check_segments_are_in_order(after)
        self.look(after, recorded)

    def look(self, appeal: Appeal, recorded: Recorded) -> None:
        no = appeal.appeal_no
        self.tracked[no] = fold_tracking(self.tracked.get(no), recorded)
        holding.check_tracking(appeal, self.tracked[no])
        self.due[no] = fold_due(self.due.get(no), recorded)
        rings_at: datetime | None = self.due[no].rings_at if self.due[no] else None
        assert rings_at == ringing(appeal.clocks)
        calendar_of = x.policies().calendar_of
        self.orders[no] = fold_accountability(self.orders.get(no), recorded, calendar_of)
        holding.check_accountability(appeal, self.orders[no], x.policies())

    def check_that_it_replays(self) -> None:
        for no, history in self.histories.items():
            assert fold(history) == self.appeals[no]


NUMBERS = st.sampled_from(chance.NUMBERS)
Act = Callable[[World, str], None]
ACTS: tuple[Act, ...] = (
    World.life_goes_on,
    World.time_is_asked_for,
    World.time_is_asked_for,
    World.a_head_signs,
    World.anybody_asks_for_anything,
    World.a_clock_rings,
    World.merged_ones_go_on,
    *[World.somebody_asks_for_what_fits] * 6,
)


class Lives(RuleBasedStateMachine):
    """Hypothesis chooses, and finds the shortest life in which something does not hold."""

    world: World

    @initialize(data=st.data())
    def begin(self, data: Any) -> None:
        self.world = World(lambda options: data.draw(st.sampled_from(options)))

    @rule()
    def time_passes(self) -> None:
        self.world.time_passes()

    @rule(no=NUMBERS, act=st.sampled_from(ACTS))
    def something_happens(self, no: str, act: Act) -> None:
        act(self.world, no)

    def teardown(self) -> None:
        self.world.check_that_it_replays()


Lives.TestCase.settings = settings(
    max_examples=150,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestLives = Lives.TestCase


def test_long_lives_come_by_nearly_every_verb():
    """Lives that a seeded generator chose: longer ones than hypothesis has."""
    accepted: Counter[str] = Counter()
    for seed in range(240):
        rng = Random(seed)
        world = World(rng.choice)
        for _ in range(200):
            rng.choice(ACTS)(world, rng.choice(chance.NUMBERS))
            if rng.random() < 0.4:
                world.time_passes()
        world.check_that_it_replays()
        accepted += world.accepted
    missing = [v.VERB for v in chance.ALL_VERBS if not accepted[v.VERB]]
    assert len(missing) <= 4, missing
