"""Ten thousand figures of every log, drawn by a seed: the view and the audit say the same."""

import asyncio

import pytest

from tests.audit.conftest import Make
from tests.audit.drawing import Log, draw
from tests.imports.conftest import FILES

pytestmark = pytest.mark.slow
DRAWS = 10_000


def test_the_figures_of_the_demo_city_are_those_of_its_facts(demo_log: Log):
    drawn = asyncio.run(
        draw(demo_log, 1, moments=10, questions=20, figures=DRAWS, by_position=True)
    )
    assert drawn.differing == []
    assert drawn.figures == DRAWS
    assert drawn.telling > DRAWS / 4


@pytest.mark.parametrize("name", FILES)
def test_the_figures_of_an_imported_log_are_those_of_its_facts(imported_log: Make, name: str):
    drawn = asyncio.run(
        draw(imported_log(name), 2, moments=10, questions=10, figures=DRAWS, by_position=False)
    )
    assert drawn.differing == []
    assert drawn.figures == DRAWS
    assert drawn.telling > DRAWS / 100
