"""`casework show`: where an appeal is, at the top."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from tests import examples as x
from tests.cli.conftest import Run
from tests.conftest import City


@pytest.mark.finding("A91")
def test_a_case_begins_with_number_state_holder_and_deadline(city: City, run: Run):
    with city.open() as casework:
        city.furnish(casework)
        appeal_no = casework.do(x.collect(), x.operator()).appeal_no
        city.project()
        [pooled, *_] = run("show", appeal_no).splitlines()
        casework.do(replace(x.dispatch(), appeal_no=appeal_no), x.operator())
        city.project()
    [dispatched, *story] = run("show", appeal_no).splitlines()
    assert pooled.startswith(f"{appeal_no}  待派单  指挥中心  派单限")
    assert dispatched.startswith(f"{appeal_no}  待签收  供热公司  签收限")
    assert dispatched.endswith("前")
    assert len(story) == 2


@pytest.mark.finding("A91")
def test_what_is_past_its_deadline_says_so_and_what_is_closed_has_none(city: City, run: Run):
    with city.open() as casework:
        city.furnish(casework)
        late = casework.do(
            x.collect(), x.operator(), at=datetime.now(UTC) - timedelta(days=30)
        ).appeal_no
        done = casework.do(x.collect(), x.operator()).appeal_no
        casework.do(replace(x.withdraw(), appeal_no=done), x.operator())
        city.project()
    assert run("show", late).splitlines()[0].endswith("，已超时")
    assert run("show", done).splitlines()[0] == f"{done}  已结案  无待办时限"
