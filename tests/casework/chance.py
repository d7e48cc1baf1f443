"""Commands drawn by chance: every verb there is, with fields that fit and fields that do not.

Whoever draws says how to `choose` among options: hypothesis, or a seeded generator.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from casework.appeal import commands as c
from casework.appeal.appeal import Appeal
from casework.appeal.standing import Standing
from casework.facts import Caller
from tests import examples as x

Choose = Callable[[Sequence[Any]], Any]

NUMBERS = (x.NO, x.OTHER_NO, "DT20261123-000003")
PEOPLE: tuple[Caller, ...] = (
    x.operator(),
    x.unit(),
    x.unit("U-GA", user="ga-clerk"),
    x.unit("U-JD", user="jd-clerk"),
    x.unit_head(),
    x.unit_head("U-GA", user="ga-head"),
    x.unit_head("U-JD", user="jd-head"),
    x.callback_staff(),
    x.duty_leader(),
    x.caller("duty_leader", user="duty2"),
    x.supervisor(),
    x.resident(),
    x.caller("resident", user="somebody"),
    x.caller("grid_worker"),
    x.caller("collector"),
    x.caller("auditor"),
    x.caller("arbitrator"),
    x.caller("admin"),
    x.caller("data_officer"),
    x.caller("data_officer", user="officer2"),
    x.caller("caller", "department", user="gr-clerk", unit="U-GR"),
)
EVERYBODY = (*PEOPLE, x.timekeeper(), x.standing_orders())
ALL_VERBS = (*c.VERBS, *c.SYSTEM_VERBS)
SELDOM = frozenset(
    {
        c.RefuseAppeal,
        c.TransferOut,
        c.AnswerDirectly,
        c.WithdrawAppeal,
        c.MergeInto,
        c.RemindOfClock,
        c.EscalateClock,
        c.AddNote,
        c.AttachFile,
        c.RevealClaimant,
        c.UrgeOrder,
        c.SettleDeadline,
        c.MarkSensitive,
        c.ReclassifyAppeal,
        c.ErasePersonalData,
        c.ArchiveAppeal,
        c.LabelAppeal,
        c.RecordRecusal,
        c.OpenSupervision,
        c.RequestWithdrawal,
        c.RequestMoreInfo,
    }
)
AWAITED = (c.DecideReturn, c.DecideExtension, c.ApproveRequest)
MINUTES = (1, 1, 1, 7, 7, 7, 20, 20, 60, 60, 100, 100, 240, 240, 600, 1_440, 4_320, 14_400, 144_000)

_TEXTS = ("理由",) * 9 + (" ", "见13904190001", "\x07")
_UNITS = ("U-GR", "U-GA", "U-JD", "U-CG") * 3 + ("U-GR1", "U-WY", "U-SQ", "U-??")
_STRINGS: dict[str, Sequence[Any]] = {
    **dict.fromkeys(("unit", "to_unit", "from_unit", "suggested_unit", "lead_unit"), _UNITS),
    "parent_no": (*NUMBERS, "DT20261123-999999"),
    "category": ("01", "0101", "14", "99"),
    "area": ("211081001", "211081001001", "9"),
    "statutory_limit": ("30 d", "7 wd", "soon"),
    "sha256": ("a" * 64, "a" * 64, "A" * 64),
}
_DAYS: dict[str, Sequence[float]] = {
    "occurred_at": (-2, -0.5, -0.01, 0, 1),
    "claimant_informed_at": (-1, -0.01, 0, 1),
    "until": (-1, 0.2, 1, 4, 6, 7, 7, 8, 9, 14, 30, 400),
}


def verb_for(standing: Standing, choose: Choose) -> type[c.AppealCommand]:
    """One that fits: often what somebody waits for, seldom what ends a life or leaves it be."""
    fitting = [v for v in ALL_VERBS if v.fits(standing)]
    usual = [v for v in fitting if v not in SELDOM]
    awaited = [v for v in usual if v.NEEDS or v in AWAITED]
    return choose([*fitting, *usual * 4, *awaited * 20] or ALL_VERBS)


def command(
    verb: type[c.AppealCommand], appeal_no: str, at: datetime, choose: Choose
) -> c.AppealCommand:
    """That verb on that appeal, at that instant; each field by its type, or by its name."""
    given = {
        f.name: _value(f.name, f.type, at, choose)
        for f in msgspec.structs.fields(verb)
        if f.name != "appeal_no"
    }
    return verb(appeal_no=appeal_no, **given)


def _value(name: str, kind: Any, at: datetime, choose: Choose) -> Any:
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _value(name, args[0], at, choose)
    if origin in (Union, UnionType):
        absent = {"occurred_at": 5}.get(name, 1)
        inner = next(a for a in args if a is not type(None))
        return _value(name, inner, at, choose) if choose(range(absent + 1)) == 0 else None
    if origin is Literal:
        return choose(("accept", "accept", "refuse") if name == "decision" else args)
    if origin is tuple:
        return tuple(_item(name, args[0], choose) for _ in range(choose((0, 1, 1, 2))))
    if kind is datetime:
        return at + timedelta(days=choose(_DAYS.get(name, _DAYS["until"])))
    plain = {bool: (True, False), int: (1, 2, 3), str: _STRINGS.get(name, _TEXTS)}
    return choose(plain[kind])


def _item(name: str, kind: Any, choose: Choose) -> Any:
    if get_origin(kind) is Annotated:
        return _item(name, get_args(kind)[0], choose)
    if kind is c.CoHandler:
        return c.CoHandler(choose(_UNITS), "到场", choose((True, False)))
    if get_origin(kind) is Literal:
        return choose(get_args(kind))
    if name == "fields":
        return choose(("claimant_name", "claimant_phone", "address"))
    return choose(_UNITS if name in ("units", "copied_to", "units_heard") else _TEXTS)


Asked = tuple[c.AppealCommand, Caller]


def ordinary(appeal_no: str) -> list[Asked]:
    """The steps of an ordinary life, in order."""
    steps: list[tuple[type[c.AppealCommand], Caller, dict[str, Any]]] = [
        (
            c.DispatchAppeal,
            x.operator(),
            {
                "lead_unit": "U-GR",
                "statutory_limit": "30 d",
                "basis": "条例",
                "co_handlers": (c.CoHandler("U-GA", mandatory=False),),
            },
        ),
        (c.AcknowledgeOrder, x.unit(), {}),
        (
            c.SubmitHandling,
            x.unit(),
            {
                "outcome": "solved",
                "facts_true": "yes",
                "measures": "修复",
                "public_reply": "已修复",
            },
        ),
        (c.FeedBack, x.operator(), {"channel": "phone", "delivered": True}),
        (c.FeedBack, x.operator(), {"channel": "phone", "delivered": False}),
        (
            c.RecordCallback,
            x.callback_staff(),
            {
                "channel": "phone",
                "connected": True,
                "contacted": True,
                "solved": "yes",
                "satisfied": "yes",
            },
        ),
        (c.CloseAppeal, x.duty_leader(), {"kind": "normal"}),
    ]
    return [(verb(appeal_no=appeal_no, **fields), by) for verb, by, fields in steps]


def of_time(appeal: Appeal, at: datetime) -> list[Asked]:
    """What moves and halts the handling clock; by chance alone these seldom fit."""
    no, due, soon = appeal.appeal_no, appeal.deadline or at, at + timedelta(days=7)
    longer = {"until": due + timedelta(hours=1), "claimant_informed_at": at}
    halted = {"until": soon, "reason": "待停暖期结束"}
    yes = {"decision": "accept", "reason": "同意"}
    return [
        (c.RequestExtension(appeal_no=no, reason="等待配件", **longer), x.unit_head()),
        (c.DecideExtension(appeal_no=no, **yes), x.operator()),
        (c.RequestSuspension(appeal_no=no, **halted), x.unit_head()),
        (c.DecideSuspension(appeal_no=no, **yes), x.duty_leader()),
        (c.DecideSuspension(appeal_no=no, **yes), x.supervisor()),
        (c.ResumeAppeal(appeal_no=no), x.operator()),
        (c.ReviewHandling(appeal_no=no, decision="refuse", reason="依据不足"), x.operator()),
        (c.RequestReturn(appeal_no=no, ground="not_our_duty", reason="非本单位"), x.unit_head()),
        (c.DecideReturn(appeal_no=no, **yes), x.operator()),
    ]
