"""What the README promises: the demo, the command line, the way in for psql."""

import json
import re
import signal
import stat
import subprocess

import httpx
import psycopg
import pytest

from api.demo.loading import NEWCOMERS
from tests.journeys.conftest import Served, run, token, until

pytestmark = pytest.mark.slow


@pytest.mark.finding("A91")
def test_the_demo_prints_its_address_and_a_table_of_accounts(tmp_path):
    served = Served(tmp_path, "demo", "--port", "0")
    try:
        book = json.loads((tmp_path / "demo-dengta.json").read_text())
        headers = token(served, "supervisor")
        assert set(book["tokens"]) >= {"operator", "callback", "duty", "supervisor", "admin"}
        counts = json.loads(run(tmp_path, "status", "--json").stdout)["appeals"]
        assert sum(counts.values()) == 1500
        assert set(counts) >= {"collected", "dispatched", "handling", "handled", "closed"}
        areas = httpx.get(f"{served.url}/v1/areas", headers=headers, timeout=20).json()["items"]
        levels = [a["level"] for a in areas]
        assert [levels.count(x) for x in ("street", "community", "grid", "micro_grid")] == [
            14,
            18,
            277,
            5170,
        ]
        url = run(tmp_path, "database-url").stdout.strip()
        with psycopg.connect(url) as conn:
            query = "SELECT count(*) FROM dengta_directory.directory WHERE kind = 'person'"
            assert conn.execute(query).fetchone() == (5724,)
    finally:
        assert served.stop(signal.SIGINT) == 0
    assert_the_welcome_is_the_last_thing_said(served)
    assert not any(p.exists() for p in tmp_path.glob("postgres/cluster/postmaster.pid"))
    served.start()  # again: it goes on with what is there, and loads nothing twice
    with psycopg.connect(run(tmp_path, "database-url").stdout.strip()) as conn:
        query = "SELECT count(*) FROM dengta.events WHERE topic = 'person.registered'"
        assert conn.execute(query).fetchone() == (5724,)
    assert sum(json.loads(run(tmp_path, "status", "--json").stdout)["appeals"].values()) == 1500
    assert served.stop(signal.SIGTERM) == 0


def assert_the_welcome_is_the_last_thing_said(served: Served) -> None:
    """Nothing that fell due while the year was loaded stands before it, or makes it scroll away."""
    said = "".join(served.rest)
    rows = [re.split(r"\s{2,}", line) for line in said.splitlines() if "  " in line]
    assert [row[0] for row in rows] == ["account", *NEWCOMERS]
    assert {len(row) for row in rows} == {4}
    assert said.rstrip().endswith("casework demo --accounts")
    assert "clock.not_told" not in served.log.read_text()


@pytest.mark.finding("A82", "B22")
def test_no_account_of_the_demo_runs_into_its_token(served: Served):
    book = json.loads((served.data / "demo-dengta.json").read_text())
    heading, *rows = run(served.data, "demo", "--accounts").stdout.splitlines()
    cells = [re.split(r"\s{2,}", row) for row in rows]
    assert heading.split()[0] == "account"
    assert {name: token for name, _, token, _ in cells} == book["tokens"]


def test_a_second_serve_on_the_same_folder_is_refused(served: Served):
    answer = run(served.data, "serve", "--port", "0", check=False)
    assert answer.returncode == 1
    assert "already running" in answer.stderr


def test_a_port_in_use_is_said(served: Served, tmp_path):
    port = served.url.rsplit(":", 1)[1]
    answer = run(tmp_path, "serve", "--port", port, check=False)
    assert answer.returncode == 1
    assert f"127.0.0.1:{port} cannot be used" in answer.stderr


def test_an_account_opened_beside_a_running_service_can_sign_in(served: Served):
    answer = run(served.data, "account", "add", "newcomer", "--post", "operator")
    secret = answer.stdout.splitlines()[-1]
    headers = {"Authorization": f"Bearer {secret}"}
    until(lambda: httpx.get(f"{served.url}/v1/tracking", headers=headers).status_code == 200, 5)
    twice = run(served.data, "account", "add", "newcomer", "--post", "operator", check=False)
    assert "There is, or was, an account newcomer" in twice.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["account", "add", "x", "--post", "king"], "There is no post king"),
        (["account", "add", "x", "--post", "department"], "need a unit that exists"),
        (["show", "DT19990101-000001"], "There is no appeal"),
        (["rebuild", "nothing"], "There is no view nothing; there are tracking, timeline"),
        (["import", "nowhere.csv", "--as", "permits"], "nowhere.csv"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(served: Served, words: list[str], says: str):
    answer = run(served.data, *words, check=False)
    assert answer.returncode != 0
    assert says in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_wrong_setting_is_said_in_a_sentence(tmp_path):
    for env, code, says in [
        ({"CASEWORK_CITY": "Dengta!"}, 1, "CASEWORK_CITY"),
        ({"CASEWORK_DATABASE": "x"}, 1, "is no setting"),
        ({"CASEWORK_DATABASE_URL": "http://x y"}, 1, "no PostgreSQL address"),
        ({"CASEWORK_DATABASE_URL": "postgresql://u:p@127.0.0.1:1/x"}, 3, "cannot be reached"),
    ]:
        answer = run(tmp_path, "status", check=False, **env)
        assert answer.returncode == code
        assert says in answer.stderr
        assert "Traceback" not in answer.stderr


def test_one_appeal_is_shown_in_sentences_without_names(served: Served):
    headers = token(served, "operator")
    items = httpx.get(
        f"{served.url}/v1/tracking",
        params={"status": "closed", "sort": "-collected_at"},
        headers=headers,
    ).json()["items"]
    shown = run(served.data, "show", items[0]["appeal_no"]).stdout
    assert "采集" in shown
    assert "结案" in shown
    assert items[0]["claimant_phone"] is None or items[0]["claimant_phone"] not in shown


def test_a_view_is_rebuilt_while_the_service_runs(served: Served):
    for view in ("tracking", "timeline", "directory"):
        answer = run(served.data, "rebuild", view)
        assert "0 differing" in answer.stdout
        assert "Dropped" in run(served.data, "rebuild", view, "--discard-old").stdout
    assert served.ready()


def test_psql_gets_in_as_the_application_and_may_not_edit(served: Served):
    url = run(served.data, "database-url").stdout.strip()
    psql = next(p for p in _psqls())
    words = [psql, url, "-c", "DELETE FROM dengta.events"]
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    assert "permission denied" in answer.stderr
    words = [psql, url, "-Atc", "SELECT count(*) > 20000 FROM dengta.readable"]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip() == "t"


def _psqls():
    from casework.runtime.embedded import EmbeddedPostgres

    yield EmbeddedPostgres.__new__(EmbeddedPostgres).bin / "psql"


def test_secrets_are_the_owners_alone(served: Served):
    for name in ("keys/master.key", "demo-dengta.json", "postgres/owner.password"):
        assert stat.S_IMODE((served.data / name).stat().st_mode) == 0o600


def test_no_log_line_holds_a_residents_words_or_number(served: Served):
    headers = {**token(served, "operator"), "Idempotency-Key": "private"}
    body = {
        "channel": "phone",
        "type": "help",
        "title": "隐私",
        "content": "绝密内容不可入日志",
        "category": "9999",
        "claimant": {"name": "欧阳测试", "phone": "13904199999"},
    }
    for category in ("9999", "0101"):
        answer = httpx.post(
            f"{served.url}/v1/appeals",
            json={**body, "category": category},
            headers={**headers, "Idempotency-Key": category},
        )
        assert answer.status_code in (201, 422)
    text = served.log.read_text()
    assert "command.refused" in text
    for word in ("绝密", "欧阳", "13904199999"):
        assert word not in text
        assert json.dumps(word)[1:-1] not in text


def test_no_personal_text_lies_open_in_the_database(served: Served):
    """Neither in the log nor in any view: only sealed tokens."""
    headers = {**token(served, "operator"), "Idempotency-Key": "sealed"}
    body = {
        "channel": "phone",
        "type": "help",
        "title": "封存",
        "content": "甲乙丙丁戊己",
        "category": "0101",
        "claimant": {"name": "诸葛封存", "phone": "13904198888"},
        "location": {"address": "子丑寅卯小区1号"},
    }
    answer = httpx.post(f"{served.url}/v1/appeals", json=body, headers=headers)
    assert answer.status_code == 201
    until(served.ready)
    url = run(served.data, "database-url", "--owner").stdout.strip()
    with psycopg.connect(url) as conn:
        tables = conn.execute(
            "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname LIKE 'dengta%'"
        ).fetchall()
        for (table,) in tables:
            for word in ("甲乙丙丁戊己", "诸葛封存", "13904198888", "子丑寅卯"):
                query = f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s OR t::text LIKE %s"
                hexed = word.encode().hex()
                assert conn.execute(query, (f"%{word}%", f"%{hexed}%")).fetchone() == (0,), table
