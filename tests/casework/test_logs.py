"""What a log line may hold."""

import io
import json
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
