"""Many whole lives in the log, quickly: real facts of realistic size, eight an appeal."""

from datetime import UTC, datetime, timedelta

from casework.appeal import events as e
from casework.appeal.commands import ImportHistory
from casework.callers import IMPORTER
from casework.facts import Fact, NewFact, Source
from casework.requests import Request
from tests.benchmarks.city import AREAS, CATEGORIES, UNITS, City

FACTS = 8
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
YEAR = timedelta(days=364)
IN_FLIGHT = 2_000
_TEXT = "您好，我家住在幸福家园三号楼二单元，自供暖开始以来室内温度一直不达标，请尽快派人来。"


def fill(city: City, events: int, name: str) -> None:
    """Append so many facts, of lives all over a year that differ in unit, place and category."""
    lives = events // FACTS
    with city.open() as casework:
        waiting: list[Request] = []
        for n in range(lives):
            at = FIRST + n * YEAR / lives
            waiting.append(casework.send(_life(f"{name}-{n:07}", n, at), IMPORTER))
            if len(waiting) >= IN_FLIGHT:
                for request in waiting:
                    request.future.result()
                waiting.clear()
        for request in waiting:
            request.future.result()


def _life(appeal_no: str, n: int, at: datetime) -> ImportHistory:
    facts, source = _facts(n, at), Source("bench")
    steps = (NewFact(appeal_no, f, at + timedelta(hours=h), source) for h, f in enumerate(facts))
    return ImportHistory(appeal_no=appeal_no, history=tuple(steps))


def _facts(n: int, at: datetime) -> tuple[Fact, ...]:
    unit = UNITS[n % len(UNITS)]
    return (
        e.AppealCollected(
            channel="phone",
            type="help",
            title=f"暖气不热，室温不达标（{n}）",
            content=_TEXT,
            category=CATEGORIES[n % 20],
            category_name="室温不达标",
            claimant_kind="person",
            claimant_name="王秀兰",
            claimant_phone=f"139{n % 100_000_000:08}",
            area=AREAS[n % 20],
            place="烟台街道幸福社区",
            address="幸福家园3号楼2单元401",
        ),
        e.AppealDispatched(
            round=1,
            lead_unit=unit,
            lead_unit_name=f"第{unit[1:]}局",
            deadline=at + timedelta(5),
            acknowledge_by=at + timedelta(1),
            limit_rule="LR-3",
            limit_hours=120.0,
        ),
        e.OrderAcknowledged(unit=unit),
        e.ContactRecorded(unit=unit, channel="phone", connected=True, visited=n % 3 == 0),
        e.AppealHandled(
            round=1,
            unit=unit,
            outcome="solved",
            facts_true="yes",
            measures=_TEXT,
            public_reply=_TEXT,
        ),
        e.AppealFedBack(channel="phone", delivered=True),
        e.CallbackRecorded(
            attempt=1,
            channel="phone",
            connected=True,
            valid=True,
            contacted=True,
            solved="yes",
            satisfied=("very", "yes", "basically", "no")[n % 4],
            opinion="处理得很快",
        ),
        e.AppealClosed(kind="normal"),
    )
