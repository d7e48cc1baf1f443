"""说法: how a clerk reads what a detail holds: instants of China, names of units, Chinese words."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from casework.appeal.commands import SYSTEM_VERBS, VERBS, AppealCommand, CollectAppeal
from casework.appeal.words import Status
from casework.directory.words import AREA_LEVELS, BODY_LEVELS
from casework.policy.amounts import Amount
from projections.timeline.sentences import names, words
from projections.timeline.sentences.instants import china

Called = Callable[[str], str]

_SAID = tomllib.loads((Path(__file__).parent / "values.toml").read_text("utf-8"))
PHRASES: dict[str, str] = _SAID["phrases"]
FIELDS: dict[str, str] = _SAID["fields"]
_VERBS: tuple[type[AppealCommand], ...] = (*VERBS, *SYSTEM_VERBS)
GLOSSES = {CollectAppeal.VERB: CollectAppeal.gloss()} | {v.VERB: v.gloss() for v in _VERBS}

_STATES = {status.value: status.chinese for status in Status}
_AMOUNTS = {"min": "分钟", "h": "小时", "wd": "个工作日", "d": "天"}
_POLICIES = {"rules": "时限规则", "catalogue": "派单目录", "assessment": "考核办法"}
_LEVELS = {**AREA_LEVELS, **BODY_LEVELS}
# By the name of the detail: the words that it is one of, or several of.
_WORDS: dict[str, Mapping[str, str]] = {
    "verb": GLOSSES,
    "status": _STATES,
    "clock": words.CLOCKS,
    "type": words.TYPES,
    "kind": {**words.KINDS, **_POLICIES},
    "level": _LEVELS,
    "above": _LEVELS,
    "record": words.RECORDS,
    "what": words.MATTERS,
    "pending": words.MATTERS,
    "post": names.POSTS,
    "posts": names.POSTS,
    "one": names.POSTS,
    "other": names.POSTS,
    "channel": words.CHANNELS,
    "channels": words.CHANNELS,
}
_WHO = {"unit", "to_unit", "units", "by", "suggested", "accused", "user", "successor"}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_IN_BRACKETS = re.compile(r"[^()]*\(([\u4e00-\u9fff]+)\)")
_OWN_LIMIT = re.compile(r"rule (.+) has a limit of its own")
_FIRST = re.compile(r", first at (.+)")
_RETURN = re.compile(r"return of (.+)")


def by_code(code: str) -> str:
    """Name nobody: the code stays."""
    return code


def in_chinese(name: str, value: object, called: Called = by_code) -> object:
    """Return a detail as it is read in a Chinese sentence; numbers are left as they are."""
    if isinstance(value, datetime):
        return china(value)
    if isinstance(value, date):
        return f"{value:%Y年%m月%d日}"
    if isinstance(value, Amount):
        return f"{value.number}{_AMOUNTS[value.unit]}"
    if not isinstance(value, str):
        return value
    if said := _FIRST.fullmatch(value):
        return f"（首次见{said[1]}）"
    if said := _OWN_LIMIT.fullmatch(value):
        return f"规则{said[1]}已有自己的期限"
    return "、".join(_one(name, each, called) for each in re.split(r", | or |; ", value))


def glosses(verbs: list[str]) -> dict[str, str]:
    """Return the Chinese of each verb, in their order."""
    return {verb: GLOSSES[verb] for verb in verbs}


def _one(name: str, value: str, called: Called) -> str:
    if (said := PHRASES.get(value) or _WORDS.get(name, {}).get(value)) is not None:
        return said
    if _INSTANT.fullmatch(value) and (at := _read(value)) is not None:
        return china(at)
    if _DAY.fullmatch(value):
        return "{}年{}月{}日".format(*value.split("-"))
    if inner := _IN_BRACKETS.fullmatch(value):
        return inner[1]
    if name == "pending" and (of := _RETURN.fullmatch(value)):
        return f"{called(of[1])}的退单"
    if name == "kind" and value.startswith("claimant's "):
        return f"诉求人的{words.FIELDS.get('claimant_' + value[11:], '个人信息')}"
    if name == "what" and value.partition("/")[0] in words.MATTERS:
        return words.MATTERS[value.partition("/")[0]]
    return called(value) if name in _WHO else value


def _read(value: str) -> datetime | None:
    """Return the instant, where it has a zone."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return at if at.tzinfo else None
