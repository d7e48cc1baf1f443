"""Which sheets a directory has, and which columns each: ours, the Chinese, and other spellings."""

from collections.abc import Mapping

import msgspec

from api.files.reference import cells as c
from casework.directory.events import ENTRIES, Registered


class Sheet(msgspec.Struct, frozen=True):
    """One kind of entry as a table: `columns` by field, each with its other headers."""

    name: str
    chinese: str
    kind: str
    columns: Mapping[str, tuple[c.Read, tuple[str, ...]]]

    @property
    def fact(self) -> type[Registered]:
        """What a row becomes."""
        return ENTRIES[self.kind]

    def field_of(self, header: str) -> str | None:
        """Return the field that a header means."""
        plain = header.strip().casefold()
        found = (f for f, (_, names) in self.columns.items() if plain == f or plain in names)
        return next(found, None)


_DATES = {
    "valid_from": (c.beginning, ("生效时间", "生效日期", "起始时间", "自")),
    "valid_to": (c.end, ("失效时间", "失效日期", "截止时间", "至")),
}
_PARENT = (c.text, ("parent_code", "上级", "上级编码"))
_NAME = (c.text, ("名称",))
_CODE = (c.text, ("编码", "代码"))

SHEETS = (
    Sheet(
        "areas",
        "区域",
        "area",
        {
            "code": _CODE,
            "name": _NAME,
            "level": (c.area_level, ("级别", "层级")),
            "parent": _PARENT,
            "aliases": (c.several, ("words", "别名", "楼栋小区")),
            **_DATES,
        },
    ),
    Sheet(
        "units",
        "单位",
        "unit",
        {
            "code": _CODE,
            "name": _NAME,
            "kind": (c.unit_kind, ("类型",)),
            "parent": _PARENT,
            "areas": (c.several, ("责任区域", "区域")),
            "may_lead": (c.truth, ("可主办",)),
            "calendar": (c.text, ("工作日历", "日历")),
            "duties": (c.several, ("职责清单", "职责")),
            "contact": (c.text, ("联系人",)),
            "duty_phone": (c.text, ("值班电话",)),
            **_DATES,
        },
    ),
    Sheet(
        "categories",
        "类别",
        "category",
        {
            "code": _CODE,
            "name": _NAME,
            "parent": _PARENT,
            "usual_lead": (c.text, ("默认主办", "主办单位")),
            "utility": (c.truth, ("水电气热",)),
            **_DATES,
        },
    ),
    Sheet(
        "bodies",
        "党组织",
        "body",
        {
            "code": _CODE,
            "name": _NAME,
            "level": (c.body_level, ("级别", "层级")),
            "parent": _PARENT,
            "area": (c.text, ("区域", "区域编码")),
            **_DATES,
        },
    ),
    Sheet(
        "people",
        "人员",
        "person",
        {
            "code": (c.text, ("编号", "编码", "工号")),
            "name": (c.text, ("姓名",)),
            "post": (c.text, ("岗位", "职务")),
            "area": (c.text, ("区域", "网格", "区域编码")),
            "unit": (c.text, ("单位", "单位编码")),
            **_DATES,
        },
    ),
)

REMARKS = frozenset({"source", "remark", "remarks", "note", "来源", "备注", "说明"})
"""Columns, and sheets, that say something to people only."""


def sheet_named(name: str) -> Sheet | None:
    """Return the sheet of that name, in English or Chinese."""
    plain = name.strip().casefold()
    return next((sheet for sheet in SHEETS if plain in (sheet.name, sheet.chinese)), None)


def sheet_in(stem: str) -> Sheet | None:
    """Return the sheet that a file's name speaks of: `areas.csv`, `dengta-areas-2026.csv`,
    `单位.csv`."""
    plain = stem.casefold()
    found = [sheet for sheet in SHEETS if sheet.name in plain or sheet.chinese in plain]
    return found[0] if len(found) == 1 else None
