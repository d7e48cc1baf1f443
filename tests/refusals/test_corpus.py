"""What was refused stays refused, with the same code, status, places and words."""

import json
from typing import Any

import pytest

from tests.refusals import asking
from tests.refusals.record import CORPUS, answered

RECORDED = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def now(new_city: Any, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What everything in the corpus is answered now, by one city."""
    return list(answered(new_city(), tmp_path_factory.mktemp("files")))


def test_the_corpus_is_of_what_is_asked() -> None:
    asked = [*asking.requests(), *asking.lines()]
    assert asked == [{k: v for k, v in each.items() if k != "answered"} for each in RECORDED]
    assert len({each["name"] for each in asked}) == len(asked) >= 300


def test_every_wrong_request_is_answered_as_it_was(now: list[dict[str, Any]]) -> None:
    differ = [
        (was["name"], was["answered"], new["answered"])
        for was, new in zip(RECORDED, now, strict=True)
        if was != new
    ]
    assert not differ, "\n".join(f"{name}\n  was {was}\n  now {new}" for name, was, new in differ)
