"""Ready-made facts and commands, so that a test names only the field it is about; and given/when.

`given(collected(), dispatched()).when(acknowledge(), by=unit()).then(OrderAcknowledged)`
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal.appeal import Appeal, fold
from casework.directory import events as d
from casework.directory.directory import Directory
from casework.errors import Refusal
from casework.facts import Actor, Caller, Decided, Envelope, Fact, Recorded
from casework.scene import Scene

NO = "DT20261123-000001"
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

POSTS = (
    "collector",
    "operator",
    "department",
    "caller",
    "duty_leader",
    "supervisor",
    "auditor",
    "admin",
)


def caller(*posts: str, user: str | None = None, unit: str | None = None) -> Caller:
    return Caller(user or "-".join(posts), frozenset(posts), unit)


def operator() -> Caller:
    return caller("operator")


def unit(code: str = "U-GR", user: str = "gr-clerk") -> Caller:
    return caller("department", user=user, unit=code)


def callback_staff() -> Caller:
    return caller("caller", user="callback")


def duty_leader() -> Caller:
    return caller("duty_leader", user="duty")


def directory() -> Directory:
    found = Directory()
    entries: list[tuple[str, Fact]] = [
        ("area/211081", d.AreaRegistered(name="灯塔市", level="city")),
        ("area/211081001", d.AreaRegistered(name="烟台街道", level="street", parent="211081")),
        (
            "area/211081001001",
            d.AreaRegistered(name="幸福社区", level="community", parent="211081001"),
        ),
        ("unit/U-GR", d.UnitRegistered(name="供热公司", kind="utility")),
        ("unit/U-GA", d.UnitRegistered(name="公安局", kind="department")),
        ("unit/U-WY", d.UnitRegistered(name="和美物业", kind="property", may_lead=False)),
        ("category/01", d.CategoryRegistered(name="供热")),
        ("category/0101", d.CategoryRegistered(name="室温不达标", parent="01", usual_lead="U-GR")),
        ("account/duty2", d.AccountOpened(posts=("duty_leader",), token_sha256="0" * 64)),
    ]
    for position, (stream, fact) in enumerate(entries, 1):
        found.apply(Recorded(stream, 1, position, fact, envelope()))
    return found


def envelope(at: datetime = NOW, user: str = "operator", **more: Any) -> Envelope:
    return Envelope(recorded_at=at, actor=Actor(user, "operator"), command_id="c", **more)


def collected(**more: Any) -> Fact:
    ready = {
        "channel": "phone", "type": "help", "title": "暖气不热", "content": "家里只有十四度。",
        "category": "0101", "category_name": "室温不达标", "claimant_kind": "person",
        "claimant_name": "王秀兰", "claimant_phone": "13904190001", "area": "211081001001",
        "place": "烟台街道幸福社区", "address": "幸福家园3号楼2单元401",
    }  # fmt: skip
    return e.AppealCollected(**{**ready, **more})


def dispatched(**more: Any) -> Fact:
    ready = {
        "round": 1, "lead_unit": "U-GR", "lead_unit_name": "供热公司",
        "deadline": NOW + timedelta(days=5), "acknowledge_by": NOW + timedelta(hours=24),
        "limit_rule": "LR-3", "limit_hours": 120.0,
    }  # fmt: skip
    return e.AppealDispatched(**{**ready, **more})


def acknowledged(**more: Any) -> Fact:
    return e.OrderAcknowledged(**{"unit": "U-GR", **more})


def handled(**more: Any) -> Fact:
    ready = {
        "round": 1, "unit": "U-GR", "outcome": "solved", "facts_true": "yes",
        "measures": "上门排气，更换阀门。", "public_reply": "您好，室温已恢复到二十一度。",
    }  # fmt: skip
    return e.AppealHandled(**{**ready, **more})


def fed_back(**more: Any) -> Fact:
    return e.AppealFedBack(**{"channel": "phone", "delivered": True, **more})


def called_back(**more: Any) -> Fact:
    ready = {
        "attempt": 1, "channel": "phone", "connected": True, "valid": True,
        "contacted": True, "solved": "yes", "satisfied": "very",
    }  # fmt: skip
    return e.CallbackRecorded(**{**ready, **more})


def not_reached(attempt: int) -> Fact:
    return e.CallbackRecorded(attempt=attempt, channel="phone", connected=False, valid=False)


def closed(**more: Any) -> Fact:
    return e.AppealClosed(**{"kind": "normal", **more})


def collect(**more: Any) -> c.CollectAppeal:
    ready = {
        "channel": "phone", "type": "help", "title": "暖气不热", "content": "家里只有十四度。",
        "category": "0101", "claimant": c.Claimant("王秀兰", "13904190001"),
        "location": c.Location("211081001001", "幸福家园3号楼"),
    }  # fmt: skip
    return c.CollectAppeal(**{**ready, **more})


def dispatch(lead_unit: str = "U-GR", **more: Any) -> c.DispatchAppeal:
    return c.DispatchAppeal(appeal_no=NO, lead_unit=lead_unit, **more)


def acknowledge() -> c.AcknowledgeOrder:
    return c.AcknowledgeOrder(appeal_no=NO)


def handle(**more: Any) -> c.SubmitHandling:
    ready = {
        "outcome": "solved", "facts_true": "yes",
        "measures": "上门排气。", "public_reply": "您好，室温已恢复。",
    }  # fmt: skip
    return c.SubmitHandling(appeal_no=NO, **{**ready, **more})


def feed_back(**more: Any) -> c.FeedBack:
    return c.FeedBack(appeal_no=NO, **{"channel": "phone", "delivered": True, **more})


def record_callback(**more: Any) -> c.RecordCallback:
    ready = {
        "channel": "phone", "connected": True,
        "contacted": True, "solved": "yes", "satisfied": "yes",
    }  # fmt: skip
    return c.RecordCallback(appeal_no=NO, **{**ready, **more})


def close(kind: Any = "normal", **more: Any) -> c.CloseAppeal:
    return c.CloseAppeal(appeal_no=NO, kind=kind, **more)


def withdraw(reason: str = "已自行解决") -> c.WithdrawAppeal:
    return c.WithdrawAppeal(appeal_no=NO, reason=reason)


def add_note(text: str = "已电话核实", **more: Any) -> c.AddNote:
    return c.AddNote(appeal_no=NO, text=text, **more)


def recorded(*facts: Fact, by: str = "operator") -> list[Recorded]:
    return [Recorded(NO, n, n, fact, envelope(user=by)) for n, fact in enumerate(facts, 1)]


class When:
    """A command about to be decided on what was given."""

    def __init__(self, history: list[Recorded], command: Any, by: Caller, at: datetime) -> None:
        self._history, self._command = history, command
        self._scene = Scene(at, by, directory())

    def decide(self) -> Sequence[Fact]:
        appeal: Appeal | None = fold(self._history)
        if appeal is None:
            self._command.authorise_new(self._scene.caller)
            return [x.fact for x in self._command.open(self._scene)]
        self._command.authorise(self._scene.caller, appeal)
        self._command.check_state(appeal)
        facts = self._command.decide(appeal, self._scene)
        return [f.fact if isinstance(f, Decided) else f for f in facts]

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


class Given:
    """What happened so far."""

    def __init__(self, history: list[Recorded]) -> None:
        self._history = history

    def when(self, command: Any, by: Caller | None = None, at: datetime = NOW) -> When:
        return When(self._history, command, by or operator(), at)


def given(*facts: Fact, handled_by: str = "gr-clerk") -> Given:
    """A life so far; whoever handled it is `handled_by`."""
    history = [
        Recorded(
            NO, n, n, f, envelope(user=handled_by if isinstance(f, e.AppealHandled) else "operator")
        )
        for n, f in enumerate(facts, 1)
    ]
    return Given(history)


def nothing() -> Given:
    """Before the first fact."""
    return Given([])


TO_DISPATCH = (collected(),)
TO_ACKNOWLEDGE = (*TO_DISPATCH, dispatched())
TO_HANDLE = (*TO_ACKNOWLEDGE, acknowledged())
TO_FEED_BACK = (*TO_HANDLE, handled())
TO_CALL_BACK = (*TO_FEED_BACK, fed_back())
TO_CLOSE = (*TO_CALL_BACK, called_back())
CLOSED = (*TO_CLOSE, closed())
