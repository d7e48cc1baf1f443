"""Many whole lives in the log, quickly: real facts of realistic size, seven an appeal."""

from datetime import UTC, datetime, timedelta

from casework.appeal import events as e
from casework.appeal.commands import ImportHistory
from casework.facts import Caller, Decided, Fact
from casework.requests import Request
from tests.benchmarks.city import AREAS, CATEGORIES, UNITS, City

IMPORTER = Caller("import", frozenset({"importer"}))
FACTS = 7
IN_FLIGHT = 2_000
_TEXT = "您好，我家住在幸福家园三号楼二单元，自供暖开始以来室内温度一直不达标，请尽快派人来。"


def fill(city: City, events: int, name: str) -> None:
    """Append so many facts of lives that differ in unit, place, category and how far they came."""
    with city.open() as casework:
        waiting: list[Request] = []
        for n in range(events // FACTS):
            waiting.append(casework.send(_life(f"{name}-{n}", n), IMPORTER))
            if len(waiting) >= IN_FLIGHT:
                for request in waiting:
                    request.future.result()
                waiting.clear()
        for request in waiting:
            request.future.result()


def _life(appeal_no: str, n: int) -> ImportHistory:
    at = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=n % 500_000)
    facts = _facts(n, at)
    steps = (Decided(appeal_no, f, at + timedelta(hours=h)) for h, f in enumerate(facts))
    return ImportHistory(appeal_no=appeal_no, history=tuple(steps))


def _facts(n: int, at: datetime) -> tuple[Fact, ...]:
    unit = UNITS[n % len(UNITS)]
    return (
        e.AppealCollected(
            channel="phone", type="help", title=f"暖气不热，室温不达标（{n}）", content=_TEXT,
            category=CATEGORIES[n % 20], category_name="室温不达标", claimant_kind="person",
            claimant_name="王秀兰", claimant_phone=f"139{n % 100_000_000:08}",
            area=AREAS[n % 20], place="烟台街道幸福社区", address="幸福家园3号楼2单元401",
        ),
        e.AppealDispatched(
            round=1, lead_unit=unit, lead_unit_name=f"第{unit[1:]}局", deadline=at + timedelta(5),
            acknowledge_by=at + timedelta(1), limit_rule="LR-3", limit_hours=120.0,
        ),
        e.OrderAcknowledged(unit=unit),
        e.AppealHandled(
            round=1, unit=unit, outcome="solved", facts_true="yes",
            measures=_TEXT, public_reply=_TEXT,
        ),
        e.AppealFedBack(channel="phone", delivered=True),
        e.CallbackRecorded(
            attempt=1, channel="phone", connected=True, valid=True, contacted=True, solved="yes",
            satisfied="very", opinion="处理得很快",
        ),
        e.AppealClosed(kind="normal"),
    )  # fmt: skip
