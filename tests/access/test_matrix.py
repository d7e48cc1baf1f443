"""Every read by every account of every appeal of every level in every state, against the table."""

import csv
import io

import pytest

from tests.access.conftest import LEVELS, STATES, WHO, World

SECRETS = ("王秀兰", "13904190001", "幸福家园3号楼")
WORDS = ("老人受不了", "扬言跳楼")
LISTS = ({}, {"status": "open"}, {"status": "closed"}, {"area": "211081001001"})
EXPORTING = {
    "operator",
    "duty",
    "supervisor",
    "auditor",
    "gr",
    "gr-head",
    "gr1",
    "ga",
    "jd",
    "cg",
    "sq",
}
_counted: list[int] = []


def expected(who: str, level: str, state: str) -> str | None:
    """What the table says is read: "masked words" and the like; None where it is not read."""
    row = WHO[who]
    said: str = row[level]
    return None if state not in row["reads"] or said == "-" else said


def check_text(text: str, said: str) -> None:
    """An answer holds what is read, and nothing else of the claimant and the words."""
    claimant, words = said.split()
    assert (SECRETS[1] in text) <= (claimant == "clear")
    assert ("王**" in text or "139****" in text) <= (claimant == "masked")
    if words == "withheld":
        assert not any(word in text for word in (*WORDS, "特别的"))


@pytest.mark.finding("A2", "A3", "A52", "A89", "B17")
@pytest.mark.parametrize("who", WHO)
def test_each_reads_what_the_table_says(world: World, who: str):
    site, cells = world.site, 0
    for (level, state), number in world.appeals.items():
        said = expected(who, level, state)
        path = f"/v1/tracking/{number}"
        for read in (path, f"{path}/timeline", f"{path}/clocks"):
            answer = site.get(who, read)
            cells += 1
            assert answer.status_code == (200 if said else 403), (level, state, read, answer.text)
            if said is None:
                nothing = site.get(who, read.replace(number, "DT20200101-000001"))
                same = (answer.json()["detail"], answer.json()["code"])
                assert same == (nothing.json()["detail"], nothing.json()["code"])
                assert number not in answer.text
            else:
                check_text(answer.text, said)
        if said:
            check_row(site.get(who, path).json(), said)
    _counted.append(cells)


def check_row(row: dict, said: str) -> None:
    claimant, words = said.split()
    assert {"clear": "王秀兰", "masked": "王**", "absent": None}[claimant] == row.get(
        "claimant_name"
    )
    absent = {"claimant_name", "claimant_phone", "address", "lat", "lng", "claimant_kind"}
    assert absent.isdisjoint(row) == (claimant == "absent")
    assert ("特别的" in row["title"]) == (words == "words")


@pytest.mark.finding("A2", "A3", "B17")
@pytest.mark.parametrize("who", WHO)
def test_its_lists_hold_those_and_no_others(world: World, who: str):
    site, cells = world.site, 0
    lists = WHO[who].get("lists", True)
    known = {number: cell for cell, number in world.appeals.items()}
    reads = {n for n, cell in known.items() if expected(who, *cell)}
    for asked in LISTS:
        answer = site.get(who, "/v1/tracking", limit=200, **asked)
        outside = "elsewhere" in who and "area" in asked
        cells += len(known)
        if not lists or outside:
            assert answer.status_code == 403, answer.text
            continue
        assert answer.status_code == 200, answer.text
        found = {i["appeal_no"]: i for i in answer.json()["items"]}
        ended = {n for n, (_, state) in known.items() if state == "closed"}
        among = {"open": set(known) - ended, "closed": ended}.get(
            asked.get("status", ""), set(known)
        )
        assert found.keys() & known.keys() == reads & among, asked
        for number in reads & among:
            check_row(found[number], expected(who, *known[number]) or "")
    _counted.append(cells)


@pytest.mark.finding("A3", "A89")
@pytest.mark.parametrize("who", WHO)
def test_its_export_is_its_list_without_a_claimant_in_clear(world: World, who: str):
    answer = world.site.get(who, "/v1/exports/appeals")
    if who not in EXPORTING:
        assert answer.status_code == 403
        return
    rows = {
        r["诉求编号"]: r for r in csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    }
    for (level, state), number in world.appeals.items():
        said = expected(who, level, state)
        assert (number in rows) == (said is not None)
        if said:
            claimant, words = said.split()
            assert rows[number]["诉求人"] == {"masked": "王**", "absent": "—"}[claimant]
            assert ("特别的" in rows[number]["标题"]) == (words == "words")
    _counted.append(len(world.appeals))


@pytest.mark.finding("A89", "B17")
def test_a_word_of_a_threat_is_not_found_by_who_does_not_read_it(world: World):
    for who in (w for w in WHO if WHO[w].get("lists", True)):
        answer = world.site.get(who, "/v1/tracking", q="特别的threat", limit=200).json()
        found = {item["appeal_no"] for item in answer["items"]}
        cells = {(level, state): n for (level, state), n in world.appeals.items()}
        reads = {n for cell, n in cells.items() if cell[0] == "threat" and expected(who, *cell)}
        searched = reads if WHO[who]["threat"].endswith("words") else set()
        assert found & set(cells.values()) == searched, who
        _counted.append(len(cells))


def test_the_matrix_is_whole_and_its_cells_are_counted(world: World, capsys):
    assert set(LEVELS) <= set(next(iter(WHO.values())))
    assert all(set(row["reads"]) <= set(STATES) for row in WHO.values())
    with capsys.disabled():
        print(f"\n{sum(_counted)} cells of the matrix of access")
    assert sum(_counted) > 2_000
