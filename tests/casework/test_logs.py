"""What a log line may hold."""

import asyncio
import io
import json
import subprocess
import sys

import pytest
import structlog

from casework.runtime import logs


@pytest.fixture(autouse=True)
def restored():
    """The logs as they were, afterwards."""
    yield
    structlog.contextvars.clear_contextvars()
    logs.set_up("json")


@pytest.mark.parametrize("style", ["json", "columns"])
def test_a_traceback_names_places_but_no_values(capsys, style):
    logs.set_up(style)
    _fail_beside("13904190001王秀兰")
    written = capsys.readouterr().err
    assert "_fail_beside" in written
    assert "13904190001" not in written
    assert "王秀兰" not in written


def _fail_beside(secret: str) -> None:
    kept = [secret]
    try:
        raise RuntimeError("no secret in here")
    except RuntimeError:
        structlog.get_logger("fresh").exception("test.failed", kept=len(kept))


def test_values_are_fields_and_what_is_bound_stands_on_every_line(capsys):
    logs.set_up("json", process="api")
    structlog.get_logger("fresh").info("command.refused", code="X", status=409)
    line = json.loads(capsys.readouterr().err)
    assert line["event"] == "command.refused"
    assert (line["code"], line["status"], line["process"]) == ("X", 409, "api")


def test_a_stream_without_room_loses_the_line_and_nothing_else(monkeypatch):
    class Full(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys, "stderr", Full())
    logs.set_up("json")
    structlog.get_logger("fresh").warning("store.away")


class Writes(io.StringIO):
    """A stream that keeps each write apart, as an unbuffered one hands it to the system."""

    def __init__(self) -> None:
        super().__init__()
        self.each: list[str] = []

    def write(self, text: str) -> int:
        self.each.append(text)
        return len(text)


def test_a_line_is_one_write_so_that_those_of_two_processes_stay_apart(monkeypatch):
    monkeypatch.setattr(sys, "stderr", written := Writes())
    logs.set_up("json")
    for _ in range(2):
        structlog.get_logger("fresh").warning("store.away", waiting=3)
    assert [text.count("\n") for text in written.each] == [1, 1]
    assert [json.loads(text)["waiting"] for text in written.each] == [3, 3]


def test_lines_that_are_gathered_are_written_together_after_a_moment(monkeypatch):
    monkeypatch.setattr(sys, "stderr", written := Writes())
    logs.set_up("json")
    log = structlog.get_logger(logs.GATHERED)

    async def answer() -> list[str]:
        for n in range(3):
            log.info("http.answered", n=n)
        at_once = list(written.each)
        while not written.each:
            await asyncio.sleep(0)
        return at_once

    assert asyncio.run(answer()) == []
    [text] = written.each
    assert [json.loads(line)["n"] for line in text.splitlines()] == [0, 1, 2]


def test_lines_that_are_gathered_are_not_lost_when_the_process_ends():
    ending = (
        "import asyncio, structlog; from casework.runtime import logs; logs.set_up('json')\n"
        "async def answer(): structlog.get_logger(logs.GATHERED).info('http.answered')\n"
        "asyncio.run(answer())"
    )
    done = subprocess.run(
        [sys.executable, "-c", ending], check=True, capture_output=True, text=True
    )
    assert json.loads(done.stderr)["event"] == "http.answered"
