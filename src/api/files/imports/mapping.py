"""A mapping: how the files of one system are read. See *The mapping language* in the README.

A mapping is a TOML file; the shipped ones lie in `mappings/`, a user's own anywhere.
"""

import codecs
import re
import tomllib
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from api.files.imports.errors import MappingRefused
from api.files.imports.language.fields import SHAPES, Choice, Words
from api.files.imports.language.rules import Rule, RuleReader
from api.files.imports.language.templates import Template, template
from api.files.imports.language.times import check_format
from casework.time import CHINA

FOLDER = Path(__file__).parent / "mappings"
_SYSTEM = re.compile(r"[a-z][a-z0-9_]{0,19}")


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """A checked mapping. `values` translates what a field was read as; `*` is everything else."""

    file: str
    system: str
    missing: frozenset[str]
    encoding: str | None
    sheet: str | None
    header: int | None
    zone: str
    formats: tuple[str, ...]
    id: Template
    time: Template
    sort_by: Template | None
    in_file_order: bool
    values: dict[str, dict[str, str]]
    rules: tuple[Rule, ...]

    @property
    def columns(self) -> list[tuple[str, ...]]:
        """Return every column that the file must have, each with its alternatives."""
        case = [t for t in (self.id, self.time, self.sort_by) if t is not None]
        named = [column for t in case for column in t.columns]
        return list(dict.fromkeys([*named, *(c for rule in self.rules for c in rule.columns)]))


class _File(msgspec.Struct, forbid_unknown_fields=True):
    encoding: str | None = None
    sheet: str | None = None
    header: int | None = None


class _Time(msgspec.Struct, forbid_unknown_fields=True):
    zone: str = CHINA.key
    formats: tuple[str, ...] = ("iso",)


class _Case(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    time: str
    sort_by: str | None = None
    order: Literal["file"] | None = None


class _Page(msgspec.Struct, forbid_unknown_fields=True):
    system: str
    case: _Case
    facts: list[dict[str, Any]]
    missing: list[str] = []
    file: _File = msgspec.field(default_factory=_File)
    time: _Time = msgspec.field(default_factory=_Time)
    values: dict[str, dict[str, str]] = {}


_TABLES = {"": _Page, "file": _File, "time": _Time, "case": _Case}


def shipped() -> list[str]:
    """Return the names of the mappings that come with casework."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load_mapping(name: str) -> Mapping:
    """Return the shipped mapping of that name, or the one in that file. Raises `MappingRefused`."""
    if name in shipped():
        return _load(FOLDER / f"{name}.toml")
    if not Path(name).is_file():
        known = ", ".join(shipped())
        problem = f"there is no such file, and no shipped mapping of that name; there are {known}"
        raise MappingRefused(name, "--as", problem)
    return _load(Path(name))


def _load(file: Path) -> Mapping:
    """Return the mapping in this file, checked. Raises `MappingRefused`."""
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise MappingRefused(file, "the file", f"it cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise MappingRefused(file, "the file", f"it must be saved as UTF-8: {error}") from None
    except tomllib.TOMLDecodeError as error:
        problem = f"it is not TOML: {error}; texts and names like 电话 or a:b stand in quotes"
        raise MappingRefused(file, "the file", problem) from None
    return _Reader(file, given).mapping()


class _Reader:
    def __init__(self, file: Path, given: dict[str, Any]) -> None:
        self._file, self._page = file, _page(file, given)

    def mapping(self) -> Mapping:
        page = self._page
        self._check_head()
        return Mapping(
            file=str(self._file),
            system=page.system,
            missing=frozenset({"", *(text.strip() for text in page.missing)}),
            encoding=page.file.encoding,
            sheet=page.file.sheet,
            header=page.file.header,
            zone=page.time.zone,
            formats=page.time.formats,
            id=self._columns("id", page.case.id),
            time=self._columns("time", page.case.time),
            sort_by=self._columns("sort_by", page.case.sort_by) if page.case.sort_by else None,
            in_file_order=page.case.order == "file",
            values={field: self._values(field, table) for field, table in page.values.items()},
            rules=self._rules(),
        )

    def _check_head(self) -> None:
        page = self._page
        if not _SYSTEM.fullmatch(page.system):
            raise self._refused("system", "it must be 1 to 20 of a-z, 0-9 and _, a letter first")
        try:
            ZoneInfo(page.time.zone)
        except Exception:
            raise self._refused("time.zone", "it must be a zone like Asia/Shanghai") from None
        for shape in page.time.formats:
            try:
                check_format(shape)
            except ValueError as error:
                raise self._refused("time.formats", str(error)) from None
        if page.file.header is not None and page.file.header < 1:
            raise self._refused("file.header", "it must be the number of a line, from 1")
        try:
            codecs.lookup(page.file.encoding or "utf-8")
        except LookupError:
            raise self._refused("file.encoding", "it must be one like gb18030 or cp1252") from None

    def _columns(self, key: str, text: str) -> Template:
        try:
            read = template(text)
        except ValueError as error:
            raise self._refused(f"case.{key}", str(error)) from None
        if read.is_constant:
            raise self._refused(f"case.{key}", 'it must name a column in braces, like "{number}"')
        return read

    def _values(self, field: str, table: dict[str, str]) -> dict[str, str]:
        found = [shape.fields[field] for shape in SHAPES.values() if field in shape.fields]
        if not any(isinstance(kind, Choice | Words) for kind in found):
            raise self._refused(f"values.{field}", "there is no field of that name to translate")
        if isinstance(kind := found[0], Choice):
            for theirs, ours in table.items():
                if ours not in kind.among:
                    problem = f"{ours!r} must be one of {', '.join(kind.among)}"
                    raise self._refused(f"values.{field}.{theirs}", problem)
        return {theirs.strip().casefold(): ours for theirs, ours in table.items()}

    def _rules(self) -> tuple[Rule, ...]:
        given = enumerate(self._page.facts, 1)
        rules = tuple(RuleReader(self._file, number, rule).rule() for number, rule in given)
        if [rule.fact for rule in rules].count("collected") != 1 or rules[0].fact != "collected":
            raise self._refused("facts", 'the first must be fact = "collected", and no other')
        if [rule.otherwise for rule in rules] != sorted(rule.otherwise for rule in rules):
            raise self._refused("facts", "rules with otherwise = true come last")
        return rules

    def _refused(self, key: str, problem: str) -> MappingRefused:
        return MappingRefused(self._file, key, problem)


def _page(file: Path, given: dict[str, Any]) -> _Page:
    try:
        return msgspec.convert(given, _Page)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at ")
        key = place.strip("`").removeprefix("$").strip(".")
        if (table := _TABLES.get(key)) and (name := re.search("field `(.*)`", problem)):
            known = ", ".join(table.__struct_fields__)
            key, problem = f"{key}.{name[1]}".strip("."), f"{problem}; there are {known}"
        raise MappingRefused(file, key or "the file", problem) from None
