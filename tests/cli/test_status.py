"""`casework status` on a city that is served, one that lags, one that is down."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from projections import VIEWS
from tests.journeys.conftest import Served, run, until

pytestmark = pytest.mark.slow
NOTHING_LISTENS = "http://127.0.0.1:1"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A city with two API processes, empty but for what every city begins with."""
    found = Served(tmp_path_factory.mktemp("status"), "serve", "--port", "0", "--workers", "2")
    yield found
    found.stop()


def status(data: Path, *words: str) -> tuple[int, dict[str, Any]]:
    done = run(data, "status", "--json", "--over", "0.2", *words, check=False)
    return done.returncode, json.loads(done.stdout)


@pytest.fixture(scope="module")
def token(served: Served) -> str:
    return run(served.data, "account", "add", "eve", "--post", "operator").stdout.split()[-1]


def test_a_city_that_is_served_is_healthy_and_all_of_it_is_told(served: Served, token: str):
    until(served.ready)
    for _ in range(20):
        headers = {"Authorization": f"Bearer {token}"}
        assert httpx.get(f"{served.url}/v1/tracking", headers=headers).status_code == 200
    code, told = status(served.data)
    assert (code, told["healthy"], told["unhealthy"], told["city"]) == (0, True, [], "dengta")
    assert told["views"].keys() == {view.name for view in VIEWS}
    for view in VIEWS:
        shown = told["views"][view.name]
        assert (shown["version"], shown["behind"]) == (view.version, 0)
        assert shown["position"] == told["position"] > 0
    assert told["in_force"].keys() == {
        "key",
        "rules",
        "assessment/dengta",
        "assessment/liaoning",
        "calendar/24x7",
        "calendar/work",
    }
    assert told["in_force"]["rules"] == "1"
    assert told["timers"] == {"waiting": 0, "due": 0, "due_seconds": 0}
    assert told["database_bytes"] > 1_000_000
    names = [process["name"] for process in told["processes"]]
    assert names == ["api-1", "api-2", "project", "keep-time"]
    assert told["service"]["url"] == served.url


def test_what_every_process_counts_is_in_it(served: Served, token: str):
    """Twenty reads went to either of two processes; the desk's batches to the timekeeper's, too."""
    _, told = status(served.data)
    service = told["service"]
    assert service["reads"]["count"] >= 20
    assert 0 < service["reads"]["p50_ms"] <= service["reads"]["p95_ms"]
    assert service["commands_a_batch"] == 1
    assert service["commands_per_second"] >= 0
    text = httpx.get(f"{served.url}/metrics").text
    assert 'casework_view_lag_seconds_count{view="directory"}' in text


def test_by_its_url_a_service_tells_the_same(served: Served, tmp_path: Path):
    (code, by_url), (_, by_folder) = status(tmp_path, "--url", served.url), status(served.data)
    assert code == 0
    for what in ("city", "version", "in_force", "database_bytes", "position"):
        assert by_url[what] == by_folder[what], what
    assert by_url["processes"] == []


def test_the_screen_says_it_in_both_languages(served: Served):
    said = run(served.data, "status", "--over", "0").stdout
    for word in (
        "healthy 正常",
        "view 视图",
        "position 位置",
        "service 服务",
        "ready 就绪",
        "reads 读取",
        "timers 待响时钟",
        "database 数据库",
        "in force 现行",
        "processes 进程",
        "rules 1",
    ):
        assert word in said
    assert served.url in said


def test_a_view_that_lags_is_named(served: Served, token: str):
    [projector] = served.pids("project")
    os.kill(projector, signal.SIGSTOP)
    try:
        run(served.data, "account", "change", "eve", "--post", "supervisor")
        code, told = status(served.data, "--late", "0")
        assert (code, told["healthy"]) == (1, False)
        assert [word.partition(" is ")[0] for word in told["unhealthy"]] == [
            f"view {view.name}" for view in VIEWS
        ]
        assert all(view["behind"] > 0 < view["behind_seconds"] for view in told["views"].values())
        assert "NOT HEALTHY 异常" in run(served.data, "status", "--late", "0", check=False).stdout
        assert status(served.data, "--url", served.url, "--late", "0")[0] == 1
        assert status(served.data, "--late", "3600")[0] == 0
    finally:
        os.kill(projector, signal.SIGCONT)
    until(lambda: status(served.data, "--late", "0")[0] == 0)


def test_a_process_that_was_started_again_is_counted(served: Served):
    [timekeeper] = served.pids("keep-time")
    os.kill(timekeeper, signal.SIGKILL)
    until(lambda: [p["restarts"] for p in status(served.data)[1]["processes"]] == [0, 0, 0, 1])


def test_what_is_down_cannot_be_reached(tmp_path: Path, served: Served):
    for words, says in (
        (("status",), "nothing runs on"),
        (("status", "--json"), "未运行"),
        (("status", "--url", NOTHING_LISTENS), "cannot be reached (无法连接)"),
    ):
        done = run(tmp_path, *words, check=False)
        assert (done.returncode, done.stdout) == (3, "")
        assert says in done.stderr
    assert not any(tmp_path.iterdir()), "a look starts nothing and makes nothing"
    assert served.stop() == 0
    assert run(served.data, "status", check=False).returncode == 3
    assert not Path(served.data / "postgres/cluster/postmaster.pid").exists()
