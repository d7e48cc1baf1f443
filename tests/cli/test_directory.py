import pytest

from tests.cli.conftest import Run
from tests.conftest import City


@pytest.mark.finding("A19")
def test_a_unit_is_dissolved_with_what_it_has_in_hand(city: City, run: Run):
    with city.open() as casework:
        city.furnish(casework)
    city.project()
    shown = run("directory", "dissolve", "U-CG", "--to", "U-JD", "--dry-run")
    assert shown.splitlines()[-1] == "0 to hand over"
    done = run("directory", "dissolve", "U-CG", "--to", "U-JD", "--reason", "机构合并")
    assert done.splitlines()[-1] == "0 handed over to U-JD"
    assert "already" in run("directory", "dissolve", "U-CG", "--to", "U-JD", fails=True)
