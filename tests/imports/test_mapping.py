"""A mapping that is wrong is refused with its file, the key, and what would be right."""

import re
from pathlib import Path

import pytest

from api.files.imports import MappingRefused, load_mapping, shipped
from tests.imports.telling import HEAD, mapping_file

HANDLED = '\n[[facts]]\nfact = "handled"\nrow = "last"\noutcome = "solved"\nreply = "{x}"\n'


def refusal(folder: Path, text: str) -> str:
    file = mapping_file(folder, text)
    with pytest.raises(MappingRefused) as refused:
        load_mapping(str(file))
    said = str(refused.value)
    assert said.startswith(f"{file}: ")
    return said.removeprefix(f"{file}: ")


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_mapping_is_right(name: str) -> None:
    assert load_mapping(name).rules[0].fact == "collected"


def test_an_unknown_name_lists_the_shipped_ones() -> None:
    with pytest.raises(MappingRefused, match="permits") as refused:
        load_mapping("permit")
    assert all(name in str(refused.value) for name in shipped())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('system = "desk"', ""), "system: .*missing required field"),
        (('system = "desk"', 'system = "Desk 1"'), "system: it must be .*a-z, 0-9"),
        (('system = "desk"', 'sytem = "desk"'), "sytem: .*there are system, case, facts"),
        (('system = "desk"', 'system = "desk"\nmissing = "?"'), "missing: Expected `array`"),
        (('id = "{no}"', ""), "case.id: .*missing required field"),
        (('id = "{no}"', 'id = "no"'), 'case.id: it must name a column in braces, like "{number}"'),
        (('id = "{no}"', 'id = "{no"'), "case.id: .*brace without its partner"),
        (('time = "{at}"', 'tiem = "{at}"'), "case.tiem: .*there are id, time, sort_by"),
        (("[case]", '[time]\nzone = "China"\n[case]'), "time.zone: .*like Asia/Shanghai"),
        (("[case]", '[time]\nformats = ["%d.%m"]\n[case]'), "time.formats: .*no %Y"),
        (("[case]", '[file]\nencoding = "gbk18030"\n[case]'), "file.encoding: .*like gb18030"),
        (
            ("[case]", '[values.channel]\n1 = "fax"\n[case]'),
            "values.channel.1: 'fax' .*phone, wech",
        ),
        (("[case]", '[values.chanel]\n1 = "web"\n[case]'), "values.chanel: there is no field"),
        (('fact = "collected"', 'fact = "recieved"'), "facts 1, fact: .*collected, dispatched"),
        (
            ('"collected"', '"note"'),
            r"facts 1 \(note\), channel: there is no such key; there are fact",
        ),
        (('channel = "phone"', 'channel = "fax"'), r"facts 1 \(collected\), channel: .*phone, wec"),
        (('channel = "phone"', ""), r"facts 1 \(collected\), channel: it must be given"),
        (
            ('title = "{what}"', 'title = ""'),
            r"facts 1 \(collected\), title: .*must be a text like",
        ),
        (("[[facts]]", "[facts]"), "facts: Expected `array`"),
        (("[case]", "[case"), "the file: it is not TOML"),
        (("[case]", "电话 = 1\n[case]"), "the file: it is not TOML.*stand in quotes"),
    ],
)
def test_a_wrong_key_says_what_would_be_right(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    said = refusal(tmp_path, HEAD.replace(*change))
    assert re.match(says, said), said


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('row = "last"', ""), r"facts 2 \(handled\), row: .*one of first, each, last"),
        (('row = "last"', 'row = "end"'), r"facts 2 \(handled\), row: it is 'end'"),
        (('row = "last"', "once = 1\nrow = 'last'"), r".*once: .*true or false"),
        (('row = "last"', 'when = { colum = "x" }'), r".*when: .*one of is, was, becomes"),
        (('row = "last"', 'when = { column = "x" }'), r".*when: nothing is said of x"),
        (('row = "last"', 'when = { column = "x", iz = "y" }'), r".*when: .*unknown field `iz`"),
        (('row = "last"', 'when = { column = "x", after = "" }'), r".*when: .*without a column's"),
        (('row = "last"', 'row = "last"\nlate = "yes"'), r".*late: .*a condition has column"),
        (('fact = "handled"', 'fact = "collected"'), r".*there is no such key"),
        (('reply = "{x}"', 'reply = "{x|}"'), r".*reply: .*without a column's name"),
        (('reply = "{x}"', 'answer = "{x}"'), r".*answer: there is no such key; there are fact"),
    ],
)
def test_a_wrong_rule_says_what_would_be_right(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    said = refusal(tmp_path, HEAD + HANDLED.replace(*change))
    assert re.match(says, said), said


def test_the_first_rule_is_the_collection(tmp_path: Path) -> None:
    twice = HEAD + HEAD[HEAD.index("[[facts]]") :]
    assert "the first must be" in refusal(tmp_path, twice)


def test_rules_for_the_rest_come_last(tmp_path: Path) -> None:
    rest = '\n[[facts]]\nfact = "note"\nrow = "each"\notherwise = true\ntext = "{x}"\n'
    assert "come last" in refusal(tmp_path, HEAD + rest + HANDLED)


def test_a_mapping_saved_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mapping.toml"
    file.write_bytes('system = "电话"'.encode("gb18030"))
    with pytest.raises(MappingRefused, match="saved as UTF-8"):
        load_mapping(str(file))
