"""Commands drawn by chance: every verb there is, with fields that fit and fields that do not."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
from hypothesis import strategies as st

from casework.appeal import commands as c
from casework.facts import Caller
from tests import examples as x

NUMBERS = (x.NO, x.OTHER_NO, "DT20261123-000003")
PEOPLE: tuple[Caller, ...] = (
    x.operator(), x.unit(), x.unit("U-GA", user="ga-clerk"), x.unit("U-JD", user="jd-clerk"),
    x.unit_head(), x.unit_head("U-GA", user="ga-head"), x.unit_head("U-JD", user="jd-head"),
    x.callback_staff(), x.duty_leader(), x.caller("duty_leader", user="duty2"), x.supervisor(),
    x.resident(), x.caller("resident", user="somebody"), x.caller("grid_worker"),
    x.caller("collector"), x.caller("auditor"), x.caller("arbitrator"), x.caller("admin"),
    x.caller("data_officer"), x.caller("data_officer", user="officer2"),
    x.caller("caller", "department", user="gr-clerk", unit="U-GR"),
)  # fmt: skip
SYSTEM = (x.timekeeper(), x.standing_orders())
SELDOM = frozenset({
    c.RefuseAppeal, c.TransferOut, c.AnswerDirectly, c.WithdrawAppeal, c.MergeInto,
    c.RemindOfClock, c.EscalateClock, c.AddNote, c.AttachFile, c.RevealClaimant, c.UrgeOrder,
    c.SettleDeadline, c.MarkSensitive, c.ReclassifyAppeal, c.ErasePersonalData,
})  # fmt: skip
MINUTES = st.sampled_from([1, 7, 20, 60, 100, 240, 600, 1_440, 4_320, 14_400, 144_000])


def _mostly(good: list[Any], bad: list[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from(good * (3 * len(bad) // len(good) + 1) + bad)


_TEXT = _mostly(["理由"], [" ", "见13904190001", "\x07"])
_UNITS = _mostly(["U-GR", "U-GA", "U-JD", "U-CG"], ["U-GR1", "U-WY", "U-SQ", "U-??"])
_STRINGS: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("unit", "to_unit", "from_unit", "suggested_unit", "lead_unit"), _UNITS),
    "approved_by": _mostly(["gr-head", "duty2"], ["super", "ga-head", "jd-head", "nobody"]),
    "parent_no": st.sampled_from([*NUMBERS, "DT20261123-999999"]),
    "category": st.sampled_from(["01", "0101", "14", "99"]),
    "area": st.sampled_from(["211081001", "211081001001", "9"]),
    "statutory_limit": _mostly(["30 d", "7 wd"], ["soon"]),
    "sha256": _mostly(["a" * 64], ["A" * 64]),
}
_LISTS: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("units", "copied_to", "units_heard"), _UNITS),
    "co_handlers": st.builds(c.CoHandler, unit=_UNITS, mandatory=st.booleans()),
}
_BACK = st.sampled_from([-2, -0.5, -0.01, 0, 1])
_AHEAD = st.sampled_from([-1, 0.2, 1, 4, 7, 9, 14, 30, 400])
_TOLD = st.sampled_from([-1, -0.01, 0, 1])


def of(verbs: Sequence[type[c.AppealCommand]]) -> st.SearchStrategy[type[c.AppealCommand]]:
    """One of them: often what somebody waits for, seldom what ends a life or leaves it as it is."""
    usual = [v for v in verbs if v not in SELDOM]
    awaited = [v for v in usual if v.NEEDS]
    return st.sampled_from([*verbs, *usual * 4, *awaited * 16])


def command(
    verb: type[c.AppealCommand], appeal_no: str, at: datetime
) -> st.SearchStrategy[c.AppealCommand]:
    """That verb on that appeal, at that instant; each field by its type, or by its name."""
    fields = {
        f.name: _field(f.name, f.type, at)
        for f in msgspec.structs.fields(verb)
        if f.name != "appeal_no"
    }
    return st.builds(verb, appeal_no=st.just(appeal_no), **fields)


def _field(name: str, kind: Any, at: datetime) -> st.SearchStrategy[Any]:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        inner = next(a for a in args if a is not type(None))
        absent = {"occurred_at": 5, "approved_by": 0}.get(name, 1)
        return st.sampled_from(range(absent + 1)).flatmap(
            lambda n: _field(name, inner, at) if n == 0 else st.none()
        )
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple:
        return st.lists(_LISTS.get(name, _TEXT), max_size=2).map(tuple)
    if kind is datetime:
        days = {"occurred_at": _BACK, "claimant_informed_at": _TOLD}.get(name, _AHEAD)
        return days.map(lambda n: at + timedelta(days=n))
    plain = {bool: st.booleans(), int: st.integers(1, 3), str: _STRINGS.get(name, _TEXT)}
    return plain[kind]


def likely(appeal_no: str) -> list[tuple[c.AppealCommand, Caller]]:
    """The steps of an ordinary life; of these one fits at most."""
    steps: list[tuple[type[c.AppealCommand], Caller, dict[str, Any]]] = [
        (c.DispatchAppeal, x.operator(), {
            "lead_unit": "U-GR", "statutory_limit": "30 d", "basis": "条例",
            "co_handlers": (c.CoHandler("U-GA", mandatory=False),),
        }),
        (c.AcknowledgeOrder, x.unit(), {}),
        (c.SubmitHandling, x.unit(), {
            "outcome": "solved", "facts_true": "yes", "measures": "修复", "public_reply": "已修复",
        }),
        (c.FeedBack, x.operator(), {"channel": "phone", "delivered": False}),
        (c.RecordCallback, x.callback_staff(), {
            "channel": "phone", "connected": True, "contacted": True, "solved": "yes",
            "satisfied": "yes",
        }),
        (c.CloseAppeal, x.duty_leader(), {"kind": "normal"}),
    ]  # fmt: skip
    return [(verb(appeal_no=appeal_no, **fields), by) for verb, by, fields in steps]
