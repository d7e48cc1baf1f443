"""Typesetting with Typst: templates and fonts come with packages, and nothing from the machine.

What is set is given as JSON beside the template: Typst reads its strings as text, never as markup.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec
import typst

from api.reports.bulletins.documents.draft import DocumentDraft

FONTS = ("cvttf_NotoSansCJK_Regular", "cvttf_NotoSansCJK_Bold")
"""Packages that carry Noto Sans CJK; its `locl` feature gives the forms of the mainland."""

ARCHIVAL = ["a-2a", "ua-1"]
"""PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1)."""


def typeset(draft: DocumentDraft, at: datetime) -> bytes:
    """Return the bulletin as a PDF that says it was made `at`.

    It is archival and accessible, unless a name has a letter that the font lacks: then it is plain.
    """
    wanted = {"format": "pdf", "timestamp": at.replace(microsecond=0)}
    try:
        return _compiled("bulletin.typ", draft, **wanted, pdf_standards=ARCHIVAL)[0]
    except typst.TypstError:
        return _compiled("bulletin.typ", draft, **wanted)[0]


def pictures(draft: DocumentDraft, form: Literal["svg", "png"]) -> list[bytes]:
    """Return one picture for every table with bars, in their order, then one of the trend."""
    if not draft.trend and not any(table.bars for table in draft.tables):
        return []
    return _compiled("pictures.typ", draft, format=form, ppi=200)


def _compiled(template: str, draft: DocumentDraft, **wanted: Any) -> list[bytes]:
    """Return one PDF, or a picture of every page."""
    sources = {**_templates(), "draft.json": msgspec.json.encode(draft)}
    sources["main.typ"] = sources[template]
    made = typst.compile(sources, font_paths=_fonts(), **wanted)
    return made if isinstance(made, list) else [made]


@cache
def _templates() -> Mapping[str, bytes]:
    folder = files("api.reports.bulletins.documents") / "templates"
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.name.endswith(".typ")}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(files(package)) for package in FONTS],
    )
