"""Accounts, policies and calendars over HTTP: by an admin, under the same rules as in the shell."""

from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from casework.policy.defaults import default_rules
from tests.api.conftest import Site, opened
from tests.api.test_refusals import problem

NEXT_YEAR = "day,kind\n2027-01-01,closed\n2027-01-04,closed\n"
DUTY = {"posts": ["duty_leader"], "reason": "轮岗"}


@pytest.fixture(scope="module")
def own(new_city) -> Iterator[Site]:
    """A service whose policies and accounts this module may change."""
    with opened(new_city) as site:
        yield site


def post(site: Site, path: str, body: object, who: str = "admin") -> httpx.Response:
    return site.client.post(path, json=body, headers=site.headers(who))


def account(site: Site, *posts: str, **more: object) -> tuple[str, str]:
    """A new account: its name and its token."""
    name = f"a-{uuid4().hex[:8]}"
    answer = post(site, "/v1/accounts", {"name": name, "posts": posts, **more})
    assert answer.status_code == 201, answer.text
    return name, answer.json()["token"]


def enter(site: Site, token: str) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return site.client.get("/v1/tracking", headers=headers).status_code


@pytest.mark.finding("A59")
def test_an_admin_lists_the_accounts_and_nobody_else_does(own: Site):
    items = {a["name"]: a for a in own.get("admin", "/v1/accounts").json()["items"]}
    assert items["gr"] == {
        "name": "gr",
        "display_name": "",
        "posts": ["department"],
        "unit": "U-GR",
        "area": None,
    }
    assert "token" not in own.get("admin", "/v1/accounts").text
    problem(own.get("supervisor", "/v1/accounts"), 403, "NotForYou")


@pytest.mark.finding("A59")
def test_posts_and_unit_are_changed_from_the_next_request_on(own: Site):
    name, token = account(own, "department", unit="U-GA")
    changed = post(own, f"/v1/accounts/{name}/change", DUTY)
    assert changed.status_code == 200, changed.text
    [mine] = [a for a in own.get("admin", "/v1/accounts").json()["items"] if a["name"] == name]
    assert (mine["posts"], mine["unit"]) == (["duty_leader"], None)
    assert enter(own, token) == 200


@pytest.mark.finding("A59")
def test_a_renewed_token_opens_and_the_old_one_no_more(own: Site):
    name, token = account(own, "operator")
    renewed = post(own, f"/v1/accounts/{name}/renew-token", {"reason": "遗失"}).json()
    assert (enter(own, token), enter(own, renewed["token"])) == (401, 200)


@pytest.mark.finding("A59")
@pytest.mark.parametrize(
    "posts",
    [
        ("operator", "department"),
        ("department", "supervisor"),
        ("operator", "supervisor"),
        ("operator", "department", "supervisor"),
        ("admin", "operator"),
        ("auditor", "duty_leader"),
        ("caller", "unit_head"),
        ("data_officer", "supervisor"),
        ("resident", "collector"),
    ],
)
def test_duties_that_are_apart_are_not_joined_in_one_account(own: Site, posts: tuple[str, ...]):
    body = {"name": "all-in-one", "posts": posts, "unit": "U-GA"}
    assert problem(post(own, "/v1/accounts", body), 422, "DutiesApart")["rule"] == "R-ACC-07"
    name, _ = account(own, "operator")
    change = {"posts": posts, "unit": "U-GA", "reason": "x"}
    problem(post(own, f"/v1/accounts/{name}/change", change), 422, "DutiesApart")


@pytest.mark.finding("A59")
@pytest.mark.parametrize(
    "posts", [("operator", "collector", "caller"), ("department", "unit_head")]
)
def test_duties_of_one_side_are(own: Site, posts: tuple[str, ...]):
    account(own, *posts, unit="U-GA")


@pytest.mark.finding("A59")
def test_no_admin_changes_the_own_account(own: Site):
    problem(post(own, "/v1/accounts/admin/change", DUTY), 422, "OwnAccount")
    problem(post(own, "/v1/accounts/admin/close", {"reason": "x"}), 422, "OwnAccount")


@pytest.mark.finding("A11", "A59")
def test_a_dry_run_opens_changes_renews_and_closes_nothing(own: Site):
    name, token = account(own, "operator")
    before = own.position()
    for path, body in (
        ("", {"name": "dry", "posts": ["operator"]}),
        (f"/{name}/change", DUTY),
        (f"/{name}/renew-token", {"reason": "x"}),
        (f"/{name}/close", {"reason": "x"}),
    ):
        answer = post(own, f"/v1/accounts{path}?dry_run=true", body)
        assert answer.json()["dry_run"] is True, answer.text
        assert len(answer.json()["would"]) == 1
        assert "token" not in answer.json()
    assert (own.position(), enter(own, token)) == (before, 200)


@pytest.mark.finding("A59")
def test_rules_are_tried_then_adopted_by_a_named_admin(own: Site):
    text = default_rules().replace('reopen = "90 d"', 'reopen = "60 d"')
    before = own.position()
    dry = post(own, "/v1/policies/rules?dry_run=true", {"text": text}).json()
    assert (dry["would"], own.position()) == (["policy.adopted"], before)
    assert any(line.startswith('+reopen = "60 d"') for line in dry["changes"])
    done = post(own, "/v1/policies/rules", {"text": text, "title": "试行"}).json()
    assert (done["version"], done["adopted_by"]) == (2, "admin")
    [(who,)] = own.city.query(
        "SELECT fact->'envelope'->'actor'->>'user' FROM {city}.readable"
        " WHERE stream = 'policy/rules' AND version = 2"
    )
    assert who == "admin"
    assert own.get("admin", "/v1/policies/rules").json()["text"] == text


@pytest.mark.finding("A59")
def test_rules_are_checked_as_in_the_shell_and_nobody_else_adopts_them(own: Site):
    text = default_rules().replace('handle = "2 h"', 'handle = "soon"')
    for path in ("/v1/policies/rules", "/v1/policies/rules?dry_run=true"):
        told = problem(post(own, path, {"text": text}), 422, "PolicyRefused")
        line = text[: text.index('"soon"')].count("\n") + 1
        assert [p["line"] for p in told["problems"]] == [line]
    body = {"text": default_rules()}
    problem(post(own, "/v1/policies/rules", body, "duty"), 403, "PoliciesAreTheAdmins")


@pytest.mark.finding("A59")
def test_a_calendar_is_tried_then_published_by_a_named_admin(own: Site):
    body = {"file": "2027.csv", "content": NEXT_YEAR}
    dry = post(own, "/v1/calendars?dry_run=true", body).json()
    assert dry["would"] == ["calendar.published"]
    assert dry["years"][0].startswith("2027: 2 days off")
    assert "2027" in dry["doubt"]
    problem(post(own, "/v1/calendars", body), 422, "DoubtfulCalendar")
    done = post(own, "/v1/calendars", {**body, "confirmed": True}).json()
    assert (done["status"], done["published_by"]) == ("registered", "admin")
    problem(post(own, "/v1/calendars", body, "duty"), 403, "PoliciesAreTheAdmins")


@pytest.mark.finding("A59")
def test_a_calendar_file_that_cannot_be_read_is_refused_by_name(own: Site):
    body = {"file": "2027.csv", "content": "day,kind\n2027-13-01,closed\n"}
    assert "2027.csv" in str(problem(post(own, "/v1/calendars", body), 422, "CalendarFileRefused"))
    problem(post(own, "/v1/calendars", {**body, "name": "moon"}), 404, "UnknownCalendarName")
