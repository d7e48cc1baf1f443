"""往日: whatever happens later, no answer about the past changes by a byte."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from casework.directory import events as d
from casework.directory.commands import RegisterEntries
from casework.policy.calendar_events import Season, Shift
from casework.policy.commands import AdoptPolicy, PublishCalendar
from casework.policy.defaults import default_assessment
from tests.api.conftest import Site, serve
from tests.conftest import ADMIN

BOARD = "/v1/accountability"
LISTS = [
    {"figure": figure, "part": part, "limit": 200}
    for figure in ("received", "handled_in_time", "satisfaction", "mean_time")
    for part in ("whole", "rest")
]
BOARDS: list[tuple[str, dict[str, Any]]] = [
    (f"{BOARD}/units", {}),
    (f"{BOARD}/units", {"policy": "liaoning", "list": "departments"}),
    (f"{BOARD}/units/U-GR", {}),
    (f"{BOARD}/units/U-CG", {}),
    (f"{BOARD}/trend", {"unit": "U-GR", "periods": 3}),
    (f"{BOARD}/areas", {"level": "community"}),
    (f"{BOARD}/categories", {"level": "2"}),
    (f"{BOARD}/people", {"unit": "U-GR"}),
    *((f"{BOARD}/appeals", params) for params in LISTS),
    ("/v1/tracking", {"limit": 200}),
    ("/v1/tracking", {"status": "open", "overdue": False}),
]

EARLIER = datetime(2026, 1, 1, tzinfo=UTC)
CORRECTED = (
    ("unit/U-GR", d.UnitRegistered(name="热力集团", kind="department", valid_from=EARLIER)),
    ("category/0101", d.CategoryRegistered(name="供暖不足", parent="01", valid_from=EARLIER)),
)
"""What is said later of names and kinds that hold since long before."""


class Yesterday:
    """A city with something behind it: an instant, its position, and what was answered then."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.closed = [site.live("close") for _ in range(3)]
        for until in ("", "dispatch", "acknowledge", "handle", "feed-back"):
            site.live(until)
        self.at, self.position = datetime.now(UTC), site.position()

    def answers(self, client: httpx.Client) -> dict[str, bytes]:
        """Every board and list of that instant, and one appeal as it stood."""
        asked = [(path, {**params, "as_of": self.at.isoformat()}) for path, params in BOARDS]
        asked.append((f"{BOARD}/units", {"as_of": str(self.position)}))
        asked += [(f"/v1/tracking/{no}", {"at": self.at.isoformat()}) for no in self.closed]
        found = {}
        for path, params in asked:
            answer = client.get(path, params=params, headers=self.site.headers("supervisor"))
            assert answer.status_code == 200, answer.text
            found[f"{path} {params}"] = answer.content
        return found


@pytest.fixture(scope="module")
def yesterday(own_site: Site) -> Yesterday:
    return Yesterday(own_site)


def change_everything(then: Yesterday) -> None:
    """Reopen, correct, adopt, publish, dissolve, erase: whatever might reach back."""
    site, (reopened, erased, _) = then.site, then.closed
    again = {"basis": "new_facts", "reason": "又不热了"}
    assert site.verb("duty", reopened, "reopen", again).status_code == 200
    for who in ("officer", "duty"):
        assert site.verb(who, erased, "erase", {"ground": "本人申请"}).status_code == 200
    path, body = "/v1/directory/units/U-CG/dissolve", {"successor": "U-JD", "reason": "合并"}
    gone = site.client.post(path, json=body, headers=site.headers("admin"))
    assert gone.status_code == 200, gone.text
    with site.city.open() as casework:
        casework.refresh()
        casework.do(RegisterEntries(entries=CORRECTED), ADMIN)
        known = casework.policies.latest("calendar/work")
        longer = replace(known, seasons=(Season("01-01", (Shift("06:00", "22:00"),)),))
        casework.do(PublishCalendar(name="work", calendar=longer), ADMIN)
        text = default_assessment("dengta").replace("rank_at_least = 5", "rank_at_least = 0")
        soon = datetime.now(UTC) + timedelta(milliseconds=200)
        casework.do(AdoptPolicy(kind="assessment", text=text, effective_from=soon), ADMIN)
    site.live("close")
    site.settle()


def test_nothing_that_comes_later_changes_an_answer(yesterday: Yesterday):
    site = yesterday.site
    before = yesterday.answers(site.client)
    change_everything(yesterday)
    assert yesterday.answers(site.client) == before
    site.city.query("DELETE FROM {city}_past.kept RETURNING name")
    server, url, thread = serve(site.city)  # one that remembers nothing, and makes all anew
    with httpx.Client(base_url=url, timeout=30) as client:
        assert yesterday.answers(client) == before
    server.should_exit = True
    thread.join()


def test_now_it_is_otherwise(yesterday: Yesterday):
    site, at = yesterday.site, yesterday.at.isoformat()
    now = site.get("supervisor", f"{BOARD}/units").json()
    then = site.get("supervisor", f"{BOARD}/units", as_of=at).json()
    assert (then["policy"]["tag"], now["policy"]["tag"]) == ("dengta@1", "dengta@2")
    assert now["overall"] != then["overall"]
    row = site.get("supervisor", f"/v1/tracking/{yesterday.closed[0]}").json()
    assert (row["status"], row["round"]) == ("handling", 2)


def test_what_was_made_once_is_kept(yesterday: Yesterday):
    site, kept = yesterday.site, "SELECT name FROM {city}_past.kept ORDER BY name"
    params = {"as_of": yesterday.at.isoformat()}
    site.get("supervisor", f"{BOARD}/units", **params)
    before = site.city.query(kept)
    site.get("supervisor", f"{BOARD}/appeals", figure="received", **params)
    assert site.city.query(kept) == before


def test_a_moment_that_many_ask_for_is_made_once_and_nobody_else_waits(yesterday: Yesterday):
    site, position, meanwhile = yesterday.site, yesterday.position - 1, 0

    def ask(_: int) -> bytes:
        with httpx.Client(base_url=site.url, timeout=60) as client:
            params, headers = {"as_of": position}, site.headers("supervisor")
            return client.get(f"{BOARD}/units", params=params, headers=headers).content

    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(ask, n) for n in range(6)]
        while not any(each.done() for each in asked):
            assert site.get("supervisor", "/v1/tracking", limit=1).status_code == 200
            meanwhile += 1
    answers = {each.result() for each in asked}
    assert len(answers) == 1
    assert b'"lists"' in answers.pop()
    assert meanwhile > 3


def test_what_had_happened_by_then_as_far_as_is_known_now(yesterday: Yesterday):
    site = yesterday.site
    told = site.get("supervisor", f"{BOARD}/units", happened_by=yesterday.at.isoformat()).json()
    known = site.get("supervisor", f"{BOARD}/units", as_of=yesterday.at.isoformat()).json()
    assert (
        told["overall"]["figures"]["received"]["value"]
        == (known["overall"]["figures"]["received"]["value"])
    )


@pytest.mark.parametrize("who", ["supervisor", "operator"])
def test_the_past_names_no_claimant(yesterday: Yesterday, who: str):
    at = yesterday.at.isoformat()
    rows = yesterday.site.get(who, "/v1/tracking", as_of=at).json()["items"]
    assert {row["claimant_name"] for row in rows} == {"[往日不显示]"}
    row = yesterday.site.get(who, f"/v1/tracking/{yesterday.closed[0]}", at=at).json()
    assert (row["status"], row["claimant_phone"], row["masked"]) == ("closed", "[往日不显示]", True)


def test_an_appeal_is_shown_as_it_stood(yesterday: Yesterday):
    site, no = yesterday.site, yesterday.closed[0]
    steps = site.get("supervisor", f"/v1/tracking/{no}/timeline").json()["items"]
    at = {step["fact"]: step["recorded_at"] for step in steps}
    for fact, status in (("appeal.collected", "collected"), ("appeal.handled", "handled")):
        row = site.get("supervisor", f"/v1/tracking/{no}", at=at[fact]).json()
        assert row["status"] == status


def test_a_resident_reads_one_appeal_of_the_past_but_no_list(yesterday: Yesterday):
    answer = yesterday.site.get("resident", "/v1/tracking", as_of=yesterday.at.isoformat())
    assert (answer.status_code, answer.json()["code"]) == (403, "OutsideScope")


def test_a_unit_reads_the_list_of_what_it_had_then(yesterday: Yesterday):
    rows = yesterday.site.get("gr", "/v1/tracking", as_of=yesterday.at.isoformat()).json()["items"]
    assert {row["lead_unit"] for row in rows} == {"U-GR"}
    other = yesterday.site.get("ga", "/v1/tracking", as_of=yesterday.at.isoformat()).json()
    assert other["items"] == []


BAD: list[tuple[dict[str, str], str, str]] = [
    ({"as_of": "0"}, "BeforeTheFirst", "position 1"),
    ({"as_of": "1999-01-01T00:00:00Z"}, "BeforeTheFirst", "position 1"),
    ({"as_of": "999999999"}, "AfterTheLast", "the log ends with position"),
    ({"as_of": "2999-01-01T00:00:00+08:00"}, "AfterTheLast", "the log ends with position"),
    ({"as_of": "2026-10-31T18:00:00"}, "InstantWithoutZone", "2026-10-31T18:00:00+08:00"),
    ({"as_of": "yesterday"}, "InstantUnreadable", "with its zone"),
    ({"as_of": "0001-01-01T00:00:00+08:00"}, "InstantUnreadable", "with its zone"),
    ({"happened_by": "2999-01-01T00:00:00Z"}, "HappenedAfterKnown", "or earlier"),
    ({"happened_by": "12"}, "InstantUnreadable", "happened_by is an instant"),
]


@pytest.mark.parametrize(
    ("at", "status"),
    [
        ("2090-01-01T00:00:00Z", 422),
        ("1999-01-01T00:00:00Z", 422),
        ("2999-01-01T00:00:00Z", 400),
        ("2026-10-31T18:00", 400),
    ],
)
def test_an_appeal_stands_at_no_other_instants(yesterday: Yesterday, at: str, status: int):
    answer = yesterday.site.get("supervisor", f"/v1/tracking/{yesterday.closed[0]}", at=at)
    assert answer.status_code == status
    assert status == 400 or answer.json()["code"] in ("NotYet", "NotYetCollected")


@pytest.mark.parametrize(("params", "code", "said"), BAD)
def test_a_moment_that_there_is_not_says_what_would_be_right(
    yesterday: Yesterday, params: dict[str, str], code: str, said: str
):
    answer = yesterday.site.get("supervisor", f"{BOARD}/units", **params)
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
    assert said in answer.json()["detail"]
