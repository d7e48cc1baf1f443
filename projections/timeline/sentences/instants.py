"""Instants in the sentences of a timeline: when, until when, whether too late."""

from collections.abc import Sequence
from datetime import datetime

from casework.time import CHINA


def china(at: datetime) -> str:
    """Return an instant on the page: 2026年11月23日 18:00."""
    return f"{at.astimezone(CHINA):%Y年%m月%d日 %H:%M}"


def late(is_late: bool) -> str:
    """Return a remark where something came too late."""
    return "（超时）" if is_late else ""


def until(limits: Sequence[object], clock: str) -> str:
    """Return until when a clock that begins here runs, as the end of a sentence."""
    due = [x.due for x in limits if getattr(x, "clock", "") == clock]  # type: ignore[attr-defined]
    return f"，限{china(due[0])}前" if due else ""
