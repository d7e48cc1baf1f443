"""What the desk may write into an appeal, and what others may (A14, A30, A36, A38)."""

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.directory import events as d
from casework.policy.events import PolicyAdopted
from tests import examples as x

RESIDENT = x.caller("resident", user="wang")
GRID = x.caller("grid_worker", user="li", area="211081001001")
HEAT = ("category/01", d.CategoryRegistered(name="供热", utility=True))


def collecting(by=None, known=None, **more):
    return x.nothing().when(x.collect(**more), by=by or x.operator(), known=known)


@pytest.mark.finding("A30")
@pytest.mark.parametrize(
    ("by", "channel"),
    [(RESIDENT, "phone"), (RESIDENT, "window"), (GRID, "phone"), (GRID, "wechat")],
)
def test_the_channel_is_that_of_the_post(by, channel):
    collecting(by, channel=channel).refused(no.ChannelOfAnotherPost)


@pytest.mark.finding("A30")
@pytest.mark.parametrize(
    ("by", "channel"),
    [
        (RESIDENT, "web"),
        (RESIDENT, "app"),
        (RESIDENT, "wechat"),
        (GRID, "grid_visit"),
        (x.operator(), "phone"),
        (x.operator(), "grid_visit"),
        (x.caller("collector"), "wechat"),
    ],
)
def test_by_its_own_it_is_taken_in(by, channel):
    collecting(by, channel=channel).then(e.AppealCollected)


@pytest.mark.finding("A30")
@pytest.mark.parametrize("urgency", ["urgent", "critical"])
@pytest.mark.parametrize(("by", "channel"), [(RESIDENT, "web"), (GRID, "grid_visit")])
def test_how_urgent_it_is_the_centre_says(by, channel, urgency):
    collecting(by, channel=channel, urgency=urgency).refused(no.UrgencyIsTheCentres)
    collecting(urgency=urgency).then(e.AppealCollected)


@pytest.mark.finding("A38")
def test_a_category_goes_as_far_as_the_second_level_where_there_is_one():
    collecting(category="01").refused(no.CategoryTooWide)
    collecting(category="14").then(e.AppealCollected)  # nothing lies below it
    amend = x.ask(c.AmendIntake, reason="归类", category="01")
    x.given(x.collected(category="14")).when(amend).refused(no.CategoryTooWide)
    again = x.ask(c.ReclassifyAppeal, reason="归类", category="01")
    x.given(x.collected(category="14")).when(again).refused(no.CategoryTooWide)


@pytest.mark.finding("A38")
@pytest.mark.parametrize("half", [{"lat": 41.4}, {"lng": 123.3}, {"lng": 0.0}])
def test_half_a_point_is_refused(half):
    collecting(location=c.Location("211081001001", **half)).refused(no.HalfAPoint)


@pytest.mark.finding("A38")
def test_a_point_that_surely_lies_outside_of_the_city_is_kept_with_a_mark():
    """In Shanghai lies the phone, not the trouble: nobody is turned away for it."""
    square = (((123.0, 41.0), (124.0, 41.0), (124.0, 42.0), (123.0, 42.0), (123.0, 41.0)),)
    known = x.knowing(("area/211081", d.AreaRegistered(name="灯塔市", level="city", shape=square)))
    there = c.Location("211081001001", lat=31.2, lng=121.5, certainty="exact")
    here = c.Location("211081001001", lat=41.4, lng=123.3, certainty="exact")
    assert (
        collecting(known=known, location=there).then(e.AppealCollected).area_certainty == "outside"
    )
    assert collecting(known=known, location=here).then(e.AppealCollected).area_certainty == "exact"


CATALOGUE = x.knowing(
    (
        "policy/catalogue",
        PolicyAdopted(
            text='[[item]]\nid = "ML-1"\ncategory = "0101"\nunit = "U-GR"\nbasis = "三定方案"\n',
            effective_from=x.BEFORE,
        ),
    ),
)


def sending(unit, **more):
    return x.given(*x.TO_DISPATCH).when(x.dispatch(unit, **more), known=CATALOGUE)


@pytest.mark.finding("A36")
def test_against_the_catalogue_it_says_why():
    sending("U-GA", basis=None).refused(no.AgainstTheCatalogue)
    sending("U-GA", basis="  ").refused(no.AgainstTheCatalogue)
    assert sending("U-GA", basis="该小区自供热").then(e.AppealDispatched).basis == "该小区自供热"
    assert sending("U-GR1", basis=None).then(e.AppealDispatched).basis is None  # a station of it
    assert "ML-1" in sending("U-GR").then(e.AppealDispatched).basis


@pytest.mark.finding("A14")
@pytest.mark.parametrize("kind", ["help", "complaint", "enquiry", "report"])
def test_water_heat_power_and_gas_are_known_by_their_category_not_by_what_is_called_urgent(kind):
    """The mark stands on the first level; what lies below has it."""
    known = x.knowing(HEAT)
    life = collecting(known=known, type=kind).lived()
    sent = life.when(x.dispatch(), known=known).then(e.AppealDispatched)
    handling = sent.limits[0]
    assert (handling.rule, handling.amount, handling.due) == ("LR-1@1", "24 h", x.china(11, 24, 9))


@pytest.mark.finding("A14")
def test_what_is_critical_is_faster_still_and_the_next_category_is_ordinary():
    known = x.knowing(HEAT)
    fast = collecting(known=known, urgency="critical").then(e.AppealCollected)
    other = collecting(known=known, category="14").then(e.AppealCollected)
    assert (fast.limits[0].rule, other.limits[0].rule) == ("LR-0@1", "LR-3@1")
