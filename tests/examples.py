"""Ready-made examples, so that a test names only the field that it is about.

`given(collected(), dispatched()).when(acknowledge(), by=unit()).then(OrderAcknowledged)`
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from msgspec.structs import replace

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal.appeal import Appeal
from casework.appeal.events import Limit
from casework.appeal.folding import fold
from casework.deciding import BatchDecider
from casework.directory import events as d
from casework.directory.directory import Directory
from casework.errors import Refusal
from casework.facts import Actor, Caller, Envelope, Fact, Recorded
from casework.policy.calendar_seed import office, round_the_clock
from casework.policy.defaults import SINCE_EVER, default_rules
from casework.policy.events import PolicyAdopted
from casework.policy.policies import Policies
from casework.reference import Reference
from casework.requests import Request
from casework.store.store import Draft, Loaded

NO = "DT20261123-000001"
OTHER_NO = "DT20261123-000002"
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # a Monday, 09:00 in China
BEFORE = datetime(2020, 1, 1, tzinfo=UTC)

POSTS = (
    "resident",
    "grid_worker",
    "collector",
    "operator",
    "duty_leader",
    "department",
    "unit_head",
    "caller",
    "supervisor",
    "auditor",
    "data_officer",
    "arbitrator",
    "admin",
)


def china(month: int, day: int, hour: int = 18, minute: int = 0, year: int = 2026) -> datetime:
    """An instant as a clock in China shows it."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def caller(
    *posts: str, user: str | None = None, unit: str | None = None, area: str | None = None
) -> Caller:
    return Caller(user or "-".join(posts), frozenset(posts), unit, area)


def all_but(*posts: str) -> list[str]:
    """Every other post."""
    return [post for post in POSTS if post not in posts]


def operator() -> Caller:
    return caller("operator")


def unit(code: str = "U-GR", user: str = "gr-clerk") -> Caller:
    return caller("department", user=user, unit=code)


def unit_head(code: str = "U-GR", user: str = "gr-head") -> Caller:
    return caller("unit_head", user=user, unit=code)


def callback_staff() -> Caller:
    return caller("caller", user="callback")


def duty_leader() -> Caller:
    return caller("duty_leader", user="duty")


def supervisor() -> Caller:
    return caller("supervisor", user="super")


def resident() -> Caller:
    return caller("resident", user="operator")  # who collected the examples


def timekeeper() -> Caller:
    return caller("timekeeper")


def standing_orders() -> Caller:
    return caller("standing_orders")


ENTRIES: tuple[tuple[str, Fact], ...] = (
    ("area/211081", d.AreaRegistered(name="灯塔市", level="city")),
    ("area/211081001", d.AreaRegistered(name="烟台街道", level="street", parent="211081")),
    (
        "area/211081001001",
        d.AreaRegistered(name="幸福社区", level="community", parent="211081001"),
    ),
    ("unit/U-GR", d.UnitRegistered(name="供热公司", kind="utility")),
    ("unit/U-GR1", d.UnitRegistered(name="供热公司一站", kind="utility", parent="U-GR")),
    ("unit/U-GA", d.UnitRegistered(name="公安局", kind="department")),
    ("unit/U-CG", d.UnitRegistered(name="城管局", kind="department")),
    ("unit/U-JD", d.UnitRegistered(name="烟台街道办", kind="street", areas=("211081001",))),
    ("unit/U-SQ", d.UnitRegistered(name="幸福社区", kind="community", duties=("14",))),
    ("unit/U-WY", d.UnitRegistered(name="和美物业", kind="property", may_lead=False)),
    ("category/01", d.CategoryRegistered(name="供热")),
    ("category/0101", d.CategoryRegistered(name="室温不达标", parent="01", usual_lead="U-GR")),
    ("category/14", d.CategoryRegistered(name="邻里纠纷")),
)
ACCOUNTS: tuple[tuple[str, tuple[str, ...], str | None], ...] = (
    ("duty", ("duty_leader",), None),
    ("duty2", ("duty_leader",), None),
    ("super", ("supervisor",), None),
    ("gr-head", ("unit_head",), "U-GR"),
    ("ga-head", ("unit_head",), "U-GA"),
    ("jd-head", ("unit_head",), "U-JD"),
    ("officer2", ("data_officer",), None),
)


def directory() -> Directory:
    return reference().directory


def policies() -> Policies:
    return reference().policies


@cache
def reference() -> Reference:
    """The directory, the default rules and the calendars. Nobody changes it."""
    return knowing()


def knowing(*more: tuple[str, Fact]) -> Reference:
    """The reference of the examples, and these facts after it, each with its stream."""
    found = Reference()
    accounts = [
        (f"account/{name}", d.AccountOpened(posts=posts, token_sha256=name * 9, unit=unit))
        for name, posts, unit in ACCOUNTS
    ]
    rules = PolicyAdopted(text=default_rules(), effective_from=SINCE_EVER)
    facts: list[tuple[str, Fact]] = [
        *ENTRIES,
        *accounts,
        ("calendar/work", office()),
        ("calendar/24x7", round_the_clock()),
        ("policy/rules", rules),
        *more,
    ]
    for position, (stream, fact) in enumerate(facts, 1):
        version = found.version(stream) + 1
        found.apply(Recorded(stream, version, position, fact, envelope(BEFORE)))
    return found


def rules_with(*changes: tuple[str, str]) -> tuple[str, Fact]:
    """Rules that read otherwise: each first text replaced by the second."""
    text = default_rules()
    for old, new in changes:
        assert text.count(old) == 1, f"{old} stands {text.count(old)} times"
        text = text.replace(old, new)
    return ("policy/rules", PolicyAdopted(text=text, effective_from=BEFORE))


def envelope(at: datetime = NOW, user: str = "operator", **more: Any) -> Envelope:
    return Envelope(recorded_at=at, actor=Actor(user, "operator"), command_id="c", **more)


def limit(clock: Any, due: datetime, amount: str, unit: str | None = None, **more: Any) -> Limit:
    """A clock of the ordinary rule."""
    ready = {"calendar": "work/1", "rule": "LR-3@1", "unit": unit}
    return Limit(clock=clock, due=due, amount=amount, **{**ready, **more})


def collected(**more: Any) -> Fact:
    ready = {
        "channel": "phone",
        "type": "help",
        "title": "暖气不热",
        "content": "家里只有十四度。",
        "category": "0101",
        "category_name": "室温不达标",
        "claimant_kind": "person",
        "claimant_name": "王秀兰",
        "claimant_phone": "13904190001",
        "area": "211081001001",
        "place": "烟台街道幸福社区",
        "address": "幸福家园3号楼2单元401",
        "limits": (limit("dispatch", china(11, 23, 15), "4 h"),),
    }
    return e.AppealCollected(**{**ready, **more})


def dispatched(**more: Any) -> Fact:
    ready = {
        "round": 1,
        "lead_unit": "U-GR",
        "lead_unit_name": "供热公司",
        "deadline": china(11, 30),
        "acknowledge_by": china(11, 24),
        "limit_rule": "LR-3",
        "limits": (
            limit("handling", china(11, 30), "5 wd", remind_at=china(11, 27, 18)),
            limit("acknowledgement", china(11, 24), "1 wd", "U-GR"),
            limit("return_window", china(11, 25), "2 wd", "U-GR"),
            limit("contact", china(11, 24), "1 wd", "U-GR"),
        ),
    }
    return e.AppealDispatched(**{**ready, **more})


def under(rule: str, fact: Any) -> Any:
    """The same fact, with its clocks counted by another rule."""
    return replace(fact, limits=tuple(replace(each, rule=f"{rule}@1") for each in fact.limits))


def acknowledged(**more: Any) -> Fact:
    return e.OrderAcknowledged(**{"unit": "U-GR", **more})


def handled(**more: Any) -> Fact:
    ready = {
        "round": 1,
        "unit": "U-GR",
        "outcome": "solved",
        "facts_true": "yes",
        "measures": "上门排气，更换阀门。",
        "public_reply": "您好，室温已恢复到二十一度。",
    }
    return e.AppealHandled(**{**ready, **more})


def fed_back(**more: Any) -> Fact:
    ready = {"limits": (limit("callback", china(11, 30), "5 wd"),)}
    return e.AppealFedBack(**{"channel": "phone", "delivered": True, **ready, **more})


def called_back(**more: Any) -> Fact:
    ready = {
        "attempt": 1,
        "channel": "phone",
        "connected": True,
        "valid": True,
        "contacted": True,
        "solved": "yes",
        "satisfied": "very",
    }
    return e.CallbackRecorded(**{**ready, **more})


def not_reached(attempt: int, channel: Any = "phone") -> Fact:
    return e.CallbackRecorded(attempt=attempt, channel=channel, connected=False, valid=False)


def closed(**more: Any) -> Fact:
    window = limit("reopening", NOW + timedelta(days=90), "90 d")
    return e.AppealClosed(**{"kind": "normal", "limits": (window,), **more})


def dispatched_with_help(*units: str) -> Fact:
    """Many hands: fifteen working days for the lead, one less for whoever helps."""
    clocks = [
        limit(clock, due, amount, unit)
        for unit in units
        for clock, due, amount in (
            ("acknowledgement", china(11, 24), "1 wd"),
            ("return_window", china(11, 25), "2 wd"),
            ("co_handling", china(12, 11), "1 wd 前于主办"),
        )
    ]
    lead = (limit("handling", china(12, 14), "15 wd", rule="LR-4@1"), *dispatched().limits[1:])
    return dispatched(
        co_orders=tuple(e.CoOrder(unit, unit, "到场") for unit in units),
        deadline=china(12, 14),
        limit_rule="LR-4",
        limits=(*lead, *clocks),
    )


def return_requested(unit: str = "U-GR", **more: Any) -> Fact:
    ready = {"ground": "not_our_duty", "reason": "不属本单位职责", "approved_by": "gr-head"}
    return e.ReturnRequested(unit=unit, **{**ready, **more})


def return_accepted(unit: str = "U-GR") -> Fact:
    window = limit("dispatch", china(11, 23, 15), "4 h")
    return e.ReturnAccepted(unit=unit, reason="属实", limits=(window,))


def arbitration_opened(*units: str) -> Fact:
    return e.ArbitrationOpened(reason="职责不清", units=units or ("U-GR",))


def designated(unit: str = "U-CG") -> Fact:
    clocks = (limit("acknowledgement", china(11, 24), "1 wd", unit),)
    return e.UnitDesignated(unit=unit, unit_name=unit, basis="三定方案", limits=clocks)


def merged() -> Fact:
    return e.AppealMerged(parent_no=OTHER_NO, reason="同一事项")


def attached() -> Fact:
    return e.ChildAttached(child_no=NO, reason="同一事项")


def suspended() -> Fact:
    end = limit("suspension", china(12, 4, 10), "至批准日期", calendar="24x7/1")
    return e.AppealSuspended(reason="等待供暖季", until=china(12, 4, 10), limits=(end,))


def ask(verb: type[c.AppealCommand], **fields: Any) -> Any:
    """Any command on the example's appeal."""
    return verb(appeal_no=NO, **fields)


def collect(**more: Any) -> c.CollectAppeal:
    ready = {
        "channel": "phone",
        "type": "help",
        "title": "暖气不热",
        "content": "家里只有十四度。",
        "category": "0101",
        "claimant": c.Claimant("王秀兰", "13904190001"),
        "location": c.Location("211081001001", "幸福家园3号楼"),
    }
    return c.CollectAppeal(**{**ready, **more})


def dispatch(lead_unit: str = "U-GR", **more: Any) -> c.DispatchAppeal:
    beside = (
        {} if lead_unit in (None, "U-GR") else {"basis": "现场核实"}
    )  # U-GR is what is suggested
    return c.DispatchAppeal(appeal_no=NO, lead_unit=lead_unit, **{**beside, **more})


def acknowledge() -> c.AcknowledgeOrder:
    return c.AcknowledgeOrder(appeal_no=NO)


def handle(**more: Any) -> c.SubmitHandling:
    ready = {
        "outcome": "solved",
        "facts_true": "yes",
        "measures": "上门排气。",
        "public_reply": "您好，室温已恢复。",
    }
    return c.SubmitHandling(appeal_no=NO, **{**ready, **more})


def feed_back(**more: Any) -> c.FeedBack:
    return c.FeedBack(appeal_no=NO, **{"channel": "phone", "delivered": True, **more})


def record_callback(**more: Any) -> c.RecordCallback:
    ready = {
        "channel": "phone",
        "connected": True,
        "contacted": True,
        "solved": "yes",
        "satisfied": "yes",
    }
    return c.RecordCallback(appeal_no=NO, **{**ready, **more})


def close(kind: Any = "normal", **more: Any) -> c.CloseAppeal:
    return c.CloseAppeal(appeal_no=NO, kind=kind, **more)


def withdraw(reason: str = "已自行解决") -> c.WithdrawAppeal:
    return c.WithdrawAppeal(appeal_no=NO, reason=reason)


def add_note(text: str = "已电话核实", **more: Any) -> c.AddNote:
    return c.AddNote(appeal_no=NO, text=text, **more)


Told = Fact | tuple[Fact, datetime] | tuple[Fact, datetime, str]
_HANDS = {e.AppealHandled: "gr-clerk", e.OrderAcknowledged: "gr-clerk"}


def recorded(*told: Told, stream: str = NO) -> list[Recorded]:
    """A history of facts, each with when it was and by whom, where the test says so."""
    return [_recorded(stream, n, t) for n, t in enumerate(told, 1)]


def _recorded(stream: str, version: int, told: Told) -> Recorded:
    fact, *more = told if isinstance(told, tuple) else (told,)
    at = more[0] if more else NOW
    user = more[1] if len(more) > 1 else _HANDS.get(type(fact), "operator")
    return Recorded(stream, version, version, fact, envelope(at, user))


class When:
    """A command about to be decided on what was given, by the code that the desk runs."""

    def __init__(
        self,
        histories: Mapping[str, list[Recorded]],
        command: Any,
        by: Caller,
        at: datetime,
        known: Reference | None = None,
    ) -> None:
        self._histories, self._command, self._by, self._at = dict(histories), command, by, at
        self._reference = known or reference()

    def drafts(self) -> list[Draft]:
        """The facts with their streams and envelopes. Raises what it is refused with."""
        loaded = Loaded(streams=frozenset(self._histories), histories=self._histories)
        deciding = BatchDecider(loaded, self._reference, lambda: self._at)
        deciding.take(Request(command=self._command, caller=self._by))
        if deciding.result.later:
            extra = deciding.result.later[0].also
            return replace_histories(self, extra).drafts()
        for _, error in deciding.result.answered:
            if isinstance(error, Exception):
                raise error
        return [draft for each in deciding.result.decisions for draft in each.drafts]

    def decide(self) -> Sequence[Fact]:
        return [draft.fact for draft in self.drafts()]

    def after(self) -> Appeal:
        """The appeal once the facts are stored."""
        history = [*self._histories.get(NO, [])]
        for draft in self.drafts():
            if draft.stream in ("", NO):
                v = draft.version
                history.append(Recorded(NO, v, v, draft.fact, draft.envelope))
        appeal = fold(history)
        assert appeal
        return appeal

    def lived(self) -> "Given":
        """What was given and what comes of it: a life so far."""
        after = dict(self._histories)
        for draft in self.drafts():
            stream, v = draft.stream or NO, draft.version
            told = Recorded(stream, v, v, draft.fact, draft.envelope)
            after[stream] = [*after.get(stream, []), told]
        return Given(after)

    def then(self, *kinds: type[Fact]) -> Any:
        """The facts are of these kinds; gives the first for a closer look."""
        facts = self.decide()
        assert [type(f) for f in facts] == list(kinds)
        return facts[0]

    def refused(self, refusal: type[Refusal]) -> Refusal:
        """A rule says no, and this one."""
        try:
            facts = self.decide()
        except Refusal as error:
            assert type(error) is refusal, f"{type(error).__name__}: {error}"
            return error
        raise AssertionError(f"accepted: {facts}")


def replace_histories(when: When, names: Sequence[str] | frozenset[str]) -> When:
    """The same, with other appeals that turned out to be looked at: those that are not there."""
    missing = {name: list[Recorded]() for name in names if name not in when._histories}
    assert missing, "it looks for what was given already"
    return When({**when._histories, **missing}, when._command, when._by, when._at, when._reference)


class Given:
    """What happened so far, to the example's appeal and perhaps to others."""

    def __init__(self, histories: Mapping[str, list[Recorded]]) -> None:
        self._histories = dict(histories)

    def beside(self, *told: Told, no: str = OTHER_NO) -> "Given":
        """Another appeal, with its own history."""
        return Given({**self._histories, no: recorded(*told, stream=no)})

    def when(
        self,
        command: Any,
        by: Caller | None = None,
        at: datetime = NOW,
        known: Reference | None = None,
    ) -> When:
        return When(self._histories, command, by or operator(), at, known)

    def and_then(self, *told: Told) -> "Given":
        """These facts after it."""
        there = self._histories[NO]
        more = [_recorded(NO, n, t) for n, t in enumerate(told, len(there) + 1)]
        return Given({**self._histories, NO: [*there, *more]})

    def history(self, no: str = NO) -> list[Recorded]:
        """The facts of an appeal: what a view folds."""
        return self._histories[no]

    def appeal(self, no: str = NO) -> Appeal:
        """An appeal as it stands: the example's, or another."""
        found = fold(self._histories[no])
        assert found
        return found


def given(*told: Told) -> Given:
    """A life so far."""
    return Given({NO: recorded(*told)})


def nothing() -> Given:
    """Before the first fact."""
    return Given({})


def moved(fact: Fact, **more: Any) -> Fact:
    """The same fact with some fields of its own."""
    return replace(fact, **more)


def earlier(*facts: Fact, days: int = 3) -> tuple[tuple[Fact, datetime], ...]:
    """The same facts, some days before: what is said to have been yesterday lies after them."""
    return tuple((fact, NOW - timedelta(days=days)) for fact in facts)


ENQUIRY = (under("LR-2", collected(type="enquiry")), under("LR-2", dispatched()))
TO_DISPATCH = (collected(),)
TO_ACKNOWLEDGE = (*TO_DISPATCH, dispatched())
TO_HANDLE = (*TO_ACKNOWLEDGE, acknowledged())
TO_FEED_BACK = (*TO_HANDLE, handled())
TO_CALL_BACK = (*TO_FEED_BACK, fed_back())
TO_CLOSE = (*TO_CALL_BACK, called_back())
CLOSED = (*TO_CLOSE, closed())
HELPED = (collected(), dispatched_with_help("U-GA"), acknowledged())
MERGED = (collected(), merged())
SUSPENDED = (*TO_HANDLE, suspended())
