"""The list of appeals as a table: what tracking shows, in order of collection, always masked."""

from asyncio import to_thread
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from msgspec.structs import replace
from psycopg import AsyncConnection

from api.files.exports.tables import Cell, ExportSheet, csv_head, csv_lines, in_china
from api.visibility import masking, withholding
from api.visibility.scope import rights_to
from casework.appeal.access import Reader, Rights
from casework.appeal.words import Status
from casework.vault import Vault
from projections.timeline.sentences import words
from projections.tracking import queries
from projections.tracking.lights import was_late
from projections.tracking.rows import TrackingRow
from projections.tracking.wanted import Wanted, key_of

PAGE = 500
_CHUNK = 65_536
TITLE = "诉求列表"
_URGENCIES = {"normal": "一般", "urgent": "紧急", "critical": "特急"}

Connect = Callable[[], AbstractAsyncContextManager[AsyncConnection]]


class Column(NamedTuple):
    """A column: its heading, its field of tracking, its width, the words of its closed list."""

    heading: str
    field: str
    width: int = 10
    words: dict[str, str] | None = None


COLUMNS = (
    Column("诉求编号", "appeal_no", 20),
    Column("状态", "status_name"),
    Column("标题", "title", 36),
    Column("类型", "type", 8, words.TYPES),
    Column("类别编码", "category"),
    Column("类别", "category_name", 16),
    Column("紧急程度", "urgency", 10, _URGENCIES),
    Column("渠道", "channel", 10, words.CHANNELS),
    Column("诉求人", "claimant_name"),
    Column("电话", "claimant_phone", 14),
    Column("地址", "address", 14),
    Column("网格编码", "area", 16),
    Column("主办单位", "lead_unit_name", 20),
    Column("主办单位编码", "lead_unit", 14),
    Column("协办单位", "co_units", 20),
    Column("办理轮次", "round"),
    Column("采集时间", "collected_at", 20),
    Column("派单时间", "dispatched_at", 20),
    Column("签收时间", "acknowledged_at", 20),
    Column("办理期限", "deadline", 20),
    Column("办结时间", "handled_at", 20),
    Column("反馈时间", "fed_back_at", 20),
    Column("回访时间", "called_back_at", 20),
    Column("结案时间", "closed_at", 20),
    Column("是否超期", "overdue"),
    Column("是否挂账", "suspended"),
    Column("办理结果", "outcome", 12, words.OUTCOMES),
    Column("解决情况", "solved", 10, words.SOLVED),
    Column("满意情况", "satisfied", 10, words.SATISFIED),
    Column("结案方式", "closing_kind", 16, words.KINDS),
    Column("退单次数", "returns"),
    Column("延期次数", "extensions"),
    Column("重办次数", "reworks"),
    Column("催办次数", "urges"),
    Column("督办次数", "supervisions"),
    Column("来源系统", "source", 14),
    Column("来源编号", "external_no", 20),
)
_MOMENTS = frozenset(name for name in TrackingRow.__struct_fields__ if name.endswith("_at"))
HEADINGS = tuple(column.heading for column in COLUMNS)
SHEET_HEADINGS = tuple(
    in_china(c.heading) if c.field in _MOMENTS | {"deadline"} else c.heading for c in COLUMNS
)
WIDTHS = tuple(column.width for column in COLUMNS)

Page = list[list[Cell]]


async def pages(
    connect: Connect, city: str, vault: Vault, wanted: Wanted, reader: Reader
) -> AsyncIterator[Page]:
    """Yield the cells of every appeal wanted, page by page, each appeal once.

    It goes by the time of collection, which never changes: who is given a new deadline meanwhile
    is neither met twice nor missed. A connection is held for one page at a time.
    """
    wanted = replace(wanted, sort="collected_at", limit=PAGE)
    rows: list[TrackingRow] = []
    while wanted.after is None or len(rows) == PAGE:
        async with connect() as conn:
            rows, _ = await queries.many(conn, city, wanted)
            keys = await masking.keys_of(conn, city, vault, [row.appeal_no for row in rows])
        yield await to_thread(_page, rows, keys, wanted.now, reader)
        if not rows:
            return
        wanted = replace(wanted, after=(0, *key_of(rows[-1], wanted.sort)))


def _page(rows: list[TrackingRow], keys: masking.Keys, now: datetime, reader: Reader) -> Page:
    read = ((row, rights_to(reader, row)) for row in rows)
    return [_cells(row, keys, now, rights) for row, rights in read if rights]


def _cells(row: TrackingRow, keys: masking.Keys, now: datetime, rights: Rights) -> list[Cell]:
    """Return the cells of a row; a file is read by others, so a claimant is masked whoever asks."""
    told = withholding.row(masking.tracked(row, keys, clear=False), rights)
    told["status_name"] = Status(row.status).chinese
    told["overdue"] = was_late(row, now)
    return [_cell(column, told.get(column.field)) for column in COLUMNS]


def _cell(column: Column, value: Any) -> Cell:
    if isinstance(value, list):
        return "、".join(value) or None
    cell: Cell = column.words.get(value, value) if column.words and value else value
    return cell


async def csv_chunks(pages: AsyncIterator[Page]) -> AsyncIterator[bytes]:
    """Yield the pages as CSV, each as soon as it is there."""
    head = csv_head(HEADINGS)
    async for page in pages:
        yield head + await to_thread(csv_lines, page)
        head = b""


async def xlsx_chunks(pages: AsyncIterator[Page]) -> AsyncIterator[bytes]:
    """Yield the pages as a workbook, which is whole before its first byte: it waits in a file."""
    with TemporaryFile() as file:
        sheet = ExportSheet(file, TITLE, SHEET_HEADINGS, WIDTHS)
        async for page in pages:
            await to_thread(sheet.add_all, page)
        await to_thread(sheet.close)
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


CHUNKS = {"csv": csv_chunks, "xlsx": xlsx_chunks}
