"""Every place of docs/DOMAIN.md that code, tests and READMEs cite is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOMAIN = ROOT / "docs" / "DOMAIN.md"

_NUMBER = r"\d+(?:\.\d+)?"
_CITED = re.compile(
    rf"DOMAIN({_NUMBER})?(?: ({_NUMBER}))?((?:[,;] (?:and )?(?:{_NUMBER}|T\d|"
    r"LR-\d|(?:invariants?|rows?|case|vector) \d+(?: and \d+)?))*)"
)
_LAWS = {"Weifang": "Weifang rules", "Jinan": "Jinan rules", "PIPL": "PIPL", "Beijing": "L"}
_LAW = re.compile(
    r"(Weifang|Jinan|PIPL|Beijing)(?: rules| regulation)?,? (?:art\. )?(\d+(?:, \d+)*)"
)
_ARTICLE = re.compile(r"(?<!rules, )(?<!regulation, )(?<!PIPL )art\. (\d+)")
_L = re.compile(r"(?<![\w.:-])L (\d+)")
_VECTOR = re.compile(r"(?:vector|DOMAIN [\d.]+,|reads|read) (T\d)\b")


def anchors(text: str) -> set[str]:
    """Every place that can be cited: sections, numbered items, rows, invariants, vectors, laws."""
    found, section = set[str](), ""
    for line in text.splitlines():
        if heading := re.match(r"#{2,3} (.+)", line):
            title = heading.group(1)
            number = re.match(_NUMBER, title)
            section = number.group() if number else title
            found.add(section)
        elif item := re.match(r"(\d+)\. ", line):
            found.add(f"{section}.{item.group(1)}")
        elif row := re.match(r"\| ([^|]+?) \|", line):
            found.add(f"row {row.group(1)}" if section == "5" else row.group(1))
    return found


def cited(text: str) -> Iterator[str]:
    """The places that a text cites, by the names that `anchors` gives them."""
    text = re.sub(r"\s*\n\s*(?:#|--)?\s*", " ", text)
    for match in _CITED.finditer(text):
        _, section, more = match.groups()
        if section:
            yield section
            yield from _further(section, more)
    for law, articles in _LAW.findall(text):
        for article in articles.split(", "):
            yield f"L {article}" if law == "Beijing" else f"{_LAWS[law]}, art. {article}"
    yield from (f"L {article}" for article in _ARTICLE.findall(text))
    yield from (f"L {article}" for article in _L.findall(text))
    yield from _VECTOR.findall(text)


def _further(section: str, more: str) -> Iterator[str]:
    """What stands after "DOMAIN 5": invariants, rows, cases, vectors, or further sections."""
    for kind, number, second in re.findall(r"(invariants?|rows?|case) (\d+)(?: and (\d+))?", more):
        name = {"i": "Invariants.", "r": "row ", "c": f"{section}."}[kind[0]]
        yield from (f"{name}{n}" for n in (number, second) if n)
    yield from re.findall(r"T\d|LR-\d", more)
    rest = re.sub(r"(invariants?|rows?|case|vector) \d+(?: and \d+)?|T\d|LR-\d", "", more)
    for number in re.findall(_NUMBER, rest):
        yield number if "." in number or section != "5" else f"row {number}"


def files() -> Iterator[Path]:
    """Whatever may cite: code, SQL, policies, tests, READMEs and the other pages."""
    for folder in ("src", "projections", "tests"):
        for ending in ("py", "sql", "toml", "md"):
            yield from (ROOT / folder).rglob(f"*.{ending}")
    yield ROOT / "README.md"
    yield from (page for page in (ROOT / "docs").glob("*.md") if page != DOMAIN)


CITATIONS = {
    str(file.relative_to(ROOT)): sorted(set(cited(file.read_text(encoding="utf-8"))))
    for file in files()
    if file != Path(__file__)
}


@pytest.mark.finding("C11")
def test_every_place_that_is_cited_is_there():
    there = anchors(DOMAIN.read_text(encoding="utf-8"))
    missing = {file: left for file, found in CITATIONS.items() if (left := set(found) - there)}
    assert not missing


@pytest.mark.finding("C11")
def test_the_citations_are_found():
    places = {place for found in CITATIONS.values() for place in found}
    assert sum(map(len, CITATIONS.values())) > 150
    assert {"Invariants.8", "row 33", "11.25", "T6", "L 28", "6.2", "PIPL, art. 47"} <= places


@pytest.mark.finding("C11")
@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("DOMAIN 5, invariant 8", {"5", "Invariants.8"}),
        ("(DOMAIN 5, 28, 33).", {"5", "row 28", "row 33"}),
        ("DOMAIN 5, rows 38 and 40, allows", {"5", "row 38", "row 40"}),
        ("DOMAIN 6.2, 11.17", {"6.2", "11.17"}),
        ("DOMAIN\n    11.25", {"11.25"}),
        ("DOMAIN 6.1, LR-2", {"6.1", "LR-2"}),
        ("(Weifang rules, 22)", {"Weifang rules, art. 22"}),
        ("(Beijing regulation, art. 17)", {"L 17"}),
        ("no L28, no DOMAIN's", set()),
    ],
)
def test_a_citation_is_read_as_it_is_meant(text: str, places: set[str]):
    assert set(cited(text)) == places


@pytest.mark.finding("C11")
def test_a_place_that_is_not_there_is_missed():
    there = anchors("## 5. Commands\n\n| 1 | collect |\n\n### Invariants\n\n1. The first fact.\n")
    assert there == {"5", "row 1", "Invariants", "Invariants.1"}
    assert set(cited("DOMAIN 5, invariant 2")) - there == {"Invariants.2"}
