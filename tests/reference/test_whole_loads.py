"""Load after load, good or bad: all of it is in or none, and nobody is above itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.directory import refusals as no
from casework.directory.directory import Directory
from tests.casework.test_directory import do, unit
from tests.casework.test_register import load

UNITS = st.dictionaries(
    st.sampled_from("ABCDE"), st.one_of(st.none(), st.sampled_from("ABCDE")), min_size=1
)


@given(st.lists(UNITS, max_size=6))
@settings(deadline=None)
def test_whatever_is_loaded_there_is_never_a_circle_and_never_half_a_load(loads):
    on = Directory()
    for parents in loads:
        command = load(*((f"unit/{c}", unit(parent=p)) for c, p in parents.items()))
        before = on.in_force("unit")
        try:
            do(command, on)
        except no.EntriesRefused:
            assert on.in_force("unit") == before
        else:
            assert {c: u.parent for c in parents if (u := on.unit(c))} == parents
        assert all(_reaches_the_top(on, code) for code in on.in_force("unit"))


def _reaches_the_top(on: Directory, code: str) -> bool:
    for _ in range(6):
        found = on.unit(code)
        if found is None or found.parent is None:
            return found is not None
        code = found.parent
    return False
