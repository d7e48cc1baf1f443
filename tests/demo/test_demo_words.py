"""The words of the demo: read once from TOML, whole, and only in the shape that is declared."""

from importlib.resources import files
from pathlib import Path

import msgspec
import pytest
from hatchling.builders.wheel import WheelBuilder

from api.demo.words import WALKS_OF_LIFE, WordFiles, topics, words
from api.demo.words.offices import Handling
from api.demo.words.residents import TopicFile

ROOT = Path(__file__).parents[2]


def test_every_word_file_is_read() -> None:
    beside = files("api.demo.words")
    named = {path.name for path in beside.iterdir() if path.name.endswith(".toml")}
    assert named == {f"{name}.toml" for name in WordFiles.__struct_fields__}
    walks = {path.name for path in beside.joinpath("topics").iterdir()}
    assert walks == {f"{name}.toml" for name in WALKS_OF_LIFE}


def test_the_words_are_there_and_the_same_at_every_reading() -> None:
    assert len(topics()) == 63
    assert words().handling.contacts
    assert words() is words()


@pytest.mark.parametrize("shape", [Handling, TopicFile])
def test_a_word_file_with_an_unknown_key_is_refused(shape: type) -> None:
    name = "handling" if shape is Handling else "topics/warmth"
    text = files("api.demo.words").joinpath(f"{name}.toml").read_text("utf-8")
    assert msgspec.toml.decode(text, type=shape)
    with pytest.raises(msgspec.ValidationError, match="unknown field `contact`"):
        msgspec.toml.decode(f'contact = ["x"]\n{text}', type=shape)


def test_a_word_file_with_a_missing_key_is_refused() -> None:
    text = files("api.demo.words").joinpath("handling.toml").read_text("utf-8")
    with pytest.raises(msgspec.ValidationError, match="missing required field `resumed`"):
        msgspec.toml.decode(text.replace("\nresumed =", "\n#"), type=Handling)


def test_word_files_and_tables_are_shipped_with_the_package() -> None:
    shipped = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    demo = ROOT / "src" / "api" / "demo"
    written = {path.relative_to(ROOT / "src").as_posix() for path in demo.rglob("*.toml")}
    assert written
    assert written <= shipped
