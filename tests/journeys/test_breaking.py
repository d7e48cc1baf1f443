"""kill -9 of any process at any moment under load; the database restarted; a rude end of all."""

import json
import os
import random
import signal
import subprocess

import httpx
import psycopg
import pytest

from casework.runtime.embedded import EmbeddedPostgres
from tests.journeys.conftest import Served, run, token, until
from tests.journeys.load import APPEAL, Load

pytestmark = pytest.mark.slow


def stored(served: Served) -> dict[str, list[str]]:
    """Title → the appeals that carry it, from the log itself."""
    url = run(served.data, "database-url").stdout.strip()
    found: dict[str, list[str]] = {}
    with psycopg.connect(url) as conn:
        for number, state in conn.execute(
            "SELECT originator_id, state FROM dengta.events"
            " WHERE topic = 'appeal.collected' AND originator_id NOT LIKE '%/%'"
        ):
            found.setdefault(json.loads(bytes(state))["payload"]["title"], []).append(number)
    return found


def assert_nothing_lost_nothing_twice(served: Served, load: Load) -> None:
    until(served.ready)
    load.send_again_what_was_not_answered()
    titles = stored(served)
    assert set(load.answered) == set(load.sent)
    for key in load.sent:
        assert titles[key] == [load.answered[key]]
    until(served.ready)
    last = list(load.answered.values())[-1]
    headers = token(served, "operator")
    assert httpx.get(f"{served.url}/v1/tracking/{last}", headers=headers).status_code == 200


@pytest.mark.parametrize("name", ["api-1", "project"])
def test_a_killed_process_comes_back_and_nothing_is_lost_or_doubled(served: Served, name: str):
    rng = random.Random(name)
    with Load(served) as load:
        for _ in range(4):
            goal = len(load.answered) + rng.randint(20, 200)
            until(lambda: len(load.answered) > goal)  # noqa: B023
            pid = until(lambda: served.pids(name))[-1]
            os.kill(pid, signal.SIGKILL)
            until(lambda: [p for p in served.pids(name) if p != pid])  # noqa: B023
    assert_nothing_lost_nothing_twice(served, load)


def test_the_database_killed_under_load_is_503_meanwhile_and_back_by_itself(served: Served):
    api = served.pids("api-1")
    with Load(served) as load:
        for _ in range(2):
            goal = len(load.answered) + 100
            until(lambda: len(load.answered) > goal)  # noqa: B023
            os.kill(served.postmaster(), signal.SIGKILL)
            goal = len(load.answered) + 50
            until(lambda: len(load.answered) > goal)  # noqa: B023
    assert_nothing_lost_nothing_twice(served, load)
    assert served.pids("api-1") == api
    assert load.statuses <= {201, 503}


def test_while_the_database_is_away_it_answers_503_with_retry_after(served: Served):
    api, postmaster = served.pids("api-1"), served.postmaster()
    headers = token(served, "operator")
    os.kill(served.process.pid, signal.SIGSTOP)  # nobody restarts the database meanwhile
    try:
        server = EmbeddedPostgres(served.data / "postgres")
        server.stop()
        read = httpx.get(f"{served.url}/v1/tracking", headers=headers, timeout=20)
        written = httpx.post(
            f"{served.url}/v1/appeals",
            json={**APPEAL, "title": "away"},
            timeout=20,
            headers={**headers, "Idempotency-Key": "away"},
        )
        ready = httpx.get(f"{served.url}/health/ready", timeout=20)
        for answer in (read, written, ready):
            assert answer.status_code == 503
            assert int(answer.headers["Retry-After"]) > 0
            assert answer.json()["code"] == "StoreUnavailable"
    finally:
        os.kill(served.process.pid, signal.SIGCONT)
    until(served.ready)
    assert served.postmaster() != postmaster
    assert served.pids("api-1") == api
    again = httpx.post(
        f"{served.url}/v1/appeals",
        json={**APPEAL, "title": "away"},
        headers={**headers, "Idempotency-Key": "away"},
        timeout=20,
    )
    assert again.status_code == 201


def test_killing_the_parent_leaves_nobody_behind_and_a_new_start_goes_on(served: Served):
    children = [served.pids("api-1")[-1], served.pids("project")[-1]]
    with Load(served) as load:
        until(lambda: len(load.answered) > 50)
        served.stop(signal.SIGKILL)
        until(lambda: not any(alive(pid) for pid in children))
    old = served.url
    served.start()
    assert served.url != old
    assert_nothing_lost_nothing_twice(served, load)


def alive(pid: int) -> bool:
    return subprocess.run(["ps", "-p", str(pid)], capture_output=True, check=False).returncode == 0
