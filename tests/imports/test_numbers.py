"""The numbers of imported cases."""

import re

from hypothesis import given
from hypothesis import strategies as st

from api.files.imports.numbers import appeal_no

SAFE = re.compile(r"[A-Za-z0-9._-]{1,80}")


def test_a_plain_number_is_kept() -> None:
    assert appeal_no("permits", "case-10011") == "permits-case-10011"
    assert appeal_no("incidents", "0000045") == "incidents-0000045"


def test_numbers_that_differ_in_what_is_unsafe_stay_apart() -> None:
    assert len({appeal_no("desk", no) for no in ("a/b", "a b", "a_b", "号", "a\\b")}) == 5


@given(st.sets(st.text(min_size=1, max_size=90) | st.from_regex(r"[ab/]{1,3}(--[0-9a-f]{16})?")))
def test_every_number_is_safe_and_nobody_elses(numbers: set[str]) -> None:
    marked = {appeal_no("desk", no).removeprefix("desk-") for no in numbers}
    given_out = [appeal_no("desk", no) for no in numbers | marked]
    assert len(set(given_out)) == len(given_out)
    assert all(SAFE.fullmatch(no) for no in given_out)
