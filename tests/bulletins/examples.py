"""A bulletin of 灯塔市 to test with: three lists, and everything in them that is hard to print."""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from api.reports.bulletins.bulletin import Bulletin
from casework.bulletin.events import Difference
from casework.figures.board import Board, Count, Line, Listing

BEIJING_SHAPE = (
    "received",
    "handled",
    "valid",
    "contacted",
    "solved",
    "satisfied",
    "basically_satisfied",
    "response",
    "resolution",
    "satisfaction",
    "mean_time",
)
LIAONING_SHAPE = (
    "received",
    "handled_of_due",
    "satisfaction",
    "fed_back_in_time",
    "valid_callbacks",
)

STREETS = (
    "烟台街道",
    "万宝桥街道",
    "古城街道",
    "铧子镇",
    "张台子镇",
    "西大窑镇",
    "沈旦堡镇",
    "西马峰镇",
    "柳条寨镇",
    "柳河子镇",
    "大河南镇",
    "五星镇",
    "佟二堡镇",
    "鸡冠山乡",
)
DEPARTMENTS = (
    "市住房和城乡建设局",
    "市公安局",
    "市人力资源和社会保障局",
    "市市场监督管理局",
    "市综合行政执法局",
    "市交通运输局",
    "市教育局",
    "市卫生健康局",
    "市民政局",
    "市自然资源局",
    "市农业农村局",
)
UTILITIES = ("供热公司", "自来水公司", "燃气公司", "供电公司", "有线电视公司")

EVIL = ('=HYPERLINK("x")', "#import", "<script>alert(1)</script>", "+1", "-1", "@SUM(A1)", "\t制表")


def counted(n: int) -> dict[str, Count]:
    """Figures of a unit that took in `n` appeals."""
    valid = n * 7 // 9
    contacted, solved, satisfied, basic = valid - n % 3, valid * 6 // 7, valid * 5 // 7, valid // 9
    return {
        "received": whole(n),
        "handled": whole(n - n % 4),
        "valid": whole(valid),
        "contacted": whole(contacted),
        "solved": whole(solved),
        "satisfied": whole(satisfied),
        "basically_satisfied": whole(basic),
        "response": Count(Decimal(contacted), valid),
        "resolution": Count(Decimal(solved), valid),
        "satisfaction": Count(satisfied + basic * Decimal("0.9"), valid),
        "handled_of_due": Count(Decimal(n - n % 4), n),
        "fed_back_in_time": Count(Decimal(n - n % 5), n),
        "valid_callbacks": Count(Decimal(valid), n),
        "mean_time": Count(Decimal(n * 3600 * (5 + n % 37)), n),
    }


def whole(n: int) -> Count:
    """A number of cases."""
    return Count(Decimal(n))


def line(n: int, name: str, rank: int | None, score: str | None) -> Line:
    """One unit with `n` appeals."""
    return Line(
        key=f"U-{n}",
        name=name,
        figures=counted(n),
        rank=rank,
        score=score and Decimal(score),
        change=Decimal("0.1") * (n % 7 - 3) if rank else None,
    )


def too_small(name: str) -> Line:
    """A unit with too few callbacks to be ranked."""
    return line(5, name, None, "91.0")


def idle(name: str) -> Line:
    """A unit that nothing was sent to: every rate is without a denominator."""
    return line(0, name, None, None)


def ranked(names: Sequence[str]) -> tuple[Line, ...]:
    """Units in falling order of score."""
    return tuple(
        line(180 - 9 * n, name, n, str(Decimal("98.3") - n * Decimal("1.7")))
        for n, name in enumerate(names, start=1)
    )


def listing(id: str, name: str, lines: tuple[Line, ...]) -> Listing:
    """One list, with both its summaries."""
    return Listing(id=id, name=name, lines=lines, mean=mean(lines), pooled=pooled(lines))


def mean(lines: Sequence[Line]) -> Line:
    """The mean of the units' own figures."""
    figures = {id: _mean([each.figures[id].value for each in lines]) for id in lines[0].figures}
    return Line(key="mean", name="mean", figures=figures, score=Decimal("88.1"))


def _mean(values: Sequence[Fraction | None]) -> Count:
    known = [value for value in values if value is not None]
    total = sum(known, Fraction(0))
    return Count(Decimal(total.numerator) / Decimal(total.denominator), len(known))


def pooled(lines: Sequence[Line]) -> Line:
    """The figures of all cases together."""
    figures = {id: _pooled([each.figures[id] for each in lines]) for id in lines[0].figures}
    return Line(key="pooled", name="pooled", figures=figures, score=Decimal("89.2"))


def _pooled(counts: Sequence[Count]) -> Count:
    part = sum((count.part for count in counts), Decimal(0))
    wholes = [count.whole for count in counts if count.whole is not None]
    return Count(part, sum(wholes) if wholes else None)


def board(lists: tuple[Listing, ...], columns: tuple[str, ...] = BEIJING_SHAPE) -> Board:
    """A board from the 19th to the 18th."""
    return Board(
        period="2026-11",
        begins=datetime(2026, 10, 18, 16, tzinfo=UTC),
        ends=datetime(2026, 11, 18, 16, tzinfo=UTC),
        at=datetime(2026, 11, 18, 16, tzinfo=UTC),
        position=22004,
        policy="dengta@1",
        policy_name="灯塔市接诉即办考核办法",
        columns=columns,
        lists=lists,
    )


def lists() -> tuple[Listing, ...]:
    """Streets, departments and utilities: one too small, one idle, one with an evil name."""
    return (
        listing("streets", "街道、乡镇", (*ranked(STREETS[:-1]), too_small(STREETS[-1]))),
        listing("departments", "市直部门", (*ranked(DEPARTMENTS[:-1]), idle(DEPARTMENTS[-1]))),
        listing("utilities", "公共服务企业", ranked((*UTILITIES, EVIL[0]))),
    )


def bulletin(**changes: Any) -> Bulletin:
    """The second version of the eleventh bulletin, with a trend and two corrections."""
    return replace(_BULLETIN, **changes)


def of_units(count: int) -> Bulletin:
    """A month of so many units, in one list."""
    names = [f"第{n}街道办事处" for n in range(1, count + 1)]
    lines = tuple(line(count + 9 - n, name, n, "90.5") for n, name in enumerate(names, start=1))
    return bulletin(board=board((listing("streets", "街道、乡镇", lines),)))


def named(name: str) -> Bulletin:
    """A bulletin in which everything that somebody named has this name."""
    units = listing("streets", name, (*ranked((name,)), too_small("鸡冠山乡")))
    difference = replace(_BULLETIN.differences[0], unit_name=name, cause=name, before=name)
    return bulletin(
        board=replace(board((units,)), policy_name=name),
        title=name,
        city=name,
        published_by=name,
        differences=(difference,),
    )


def empty() -> Bulletin:
    """A month in which nothing was received."""
    nobody = listing("streets", "街道、乡镇", tuple(idle(name) for name in STREETS))
    return bulletin(board=board((nobody,)), differences=(), version=1, trend=())


_BULLETIN = Bulletin(
    city="灯塔市",
    title="2026年11月接诉即办工作通报",
    number=11,
    version=2,
    board=board(lists()),
    published_at=datetime(2026, 11, 20, 1, 30, 0, 123456, tzinfo=UTC),
    published_by="市诉求指挥中心",
    calendars=("work/3", "all/1"),
    differences=(
        Difference(
            unit="U-1",
            unit_name="烟台街道",
            figure="satisfaction",
            before="93.81%",
            after="94.02%",
            appeals=("DT20261103-000017", "DT20261104-000002"),
            cause="两件经申请剔除",
        ),
        Difference(
            unit="U-2",
            unit_name="万宝桥街道",
            figure="rank",
            before="1",
            after="2",
            appeals=(),
            cause="烟台街道的更正使名次后移",
        ),
    ),
    trend=(
        ("2026年6月", Decimal("81.4")),
        ("2026年7月", Decimal("83.0")),
        ("2026年8月", None),
        ("2026年9月", Decimal("86.2")),
        ("2026年10月", Decimal("85.7")),
        ("2026年11月", Decimal("88.1")),
    ),
)
