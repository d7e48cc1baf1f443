"""Who reads an appeal, and how much of it: the table, relation by relation (DOMAIN 10, 17.9)."""

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.access import Matter, Reader, Rights, scope_of
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.errors import UnknownAppeal
from casework.facts import Caller
from tests import examples as x

GRID = x.caller("grid_worker", area="211081001001")
MASKED = Rights("masked", words=True)
ABSENT = Rights("absent", words=True)
CENTRE = (x.caller("collector"), x.operator(), x.duty_leader())


def reader(caller: Caller) -> Reader:
    return DecisionContext(x.NOW, caller, x.directory(), x.policies(), x.NOW).reader


def read(caller: Caller, **matter) -> Rights | None:
    ready = {"status": "handling", "collected_by": "somebody", "area": "211081001001"}
    return scope_of(reader(caller)).rights(Matter(**{**ready, **matter}))


@pytest.mark.parametrize("by", [*CENTRE, x.supervisor(), x.caller("auditor")])
@pytest.mark.parametrize("status", Status)
def test_the_centre_and_the_overseers_read_every_appeal(by, status):
    assert read(by, status=status) == MASKED


@pytest.mark.finding("A3")
@pytest.mark.parametrize("by", [x.supervisor(), x.caller("auditor")])
def test_a_confidential_claimant_is_absent_for_everyone_but_the_centre(by):
    assert read(by, confidential=True) == ABSENT
    assert all(read(centre, confidential=True) == MASKED for centre in CENTRE)


def test_a_confidential_claimant_is_absent_for_units():
    for part in ("lead_unit", "co_units", "handed_to", "copied_to", "supervised"):
        units = "U-GR" if part == "lead_unit" else ["U-GR"]
        assert read(x.unit(), **{part: units}) == MASKED
        assert read(x.unit(), confidential=True, **{part: units}) == ABSENT
        assert read(x.unit("U-GA"), **{part: units}) is None


@pytest.mark.finding("A2")
def test_a_grid_worker_reads_what_lies_in_the_grid_but_nothing_confidential():
    assert read(GRID) == MASKED
    assert read(GRID, confidential=True) is None
    assert read(GRID, area="211081001002") is None
    assert read(GRID, area=None) is None


def test_who_took_it_down_knows_the_claimant_already():
    mine = {"collected_by": "operator"}
    assert read(x.operator(), **mine) == Rights("clear", words=True)
    grid = x.caller("grid_worker", user="g", area="211082")
    assert read(grid, collected_by="g") == Rights("clear", words=True)
    assert read(grid, collected_by="g", confidential=True) == ABSENT


def test_a_resident_reads_the_own_appeal_in_public_words_and_no_other():
    assert read(x.resident(), collected_by="operator") == Rights("clear", words=True, public=True)
    assert read(x.resident()) is None


@pytest.mark.finding("A48")
def test_the_callback_desk_reads_what_was_fed_back_and_what_passed_its_limit():
    desk = x.callback_staff()
    after = {"fed_back", "called_back", "closed", "archived"}
    assert {s for s in Status if read(desk, status=s)} == after
    assert read(desk, status="handling", overdue=True) == MASKED
    assert read(desk, status="handled", overdue=True) is None


@pytest.mark.finding("A76")
def test_an_arbitrator_reads_what_is_disputed_and_what_he_decided():
    arbitrator = x.caller("arbitrator")
    assert {s for s in Status if read(arbitrator, status=s)} == {"arbitration"}
    assert read(arbitrator, arbitrators=["arbitrator"]) == MASKED
    disputed = x.given(x.collected(), x.dispatched(), x.arbitration_opened()).appeal()
    assert disputed.arbitrators == frozenset()
    decide = x.ask(c.DecideArbitration, unit="U-CG", basis="三定方案")
    decided = x.given(x.collected(), x.dispatched(), x.arbitration_opened()).when(
        decide, by=arbitrator
    )
    assert decided.after().arbitrators == {"arbitrator"}


def test_a_data_officer_reads_what_has_ended_one_at_a_time():
    officer = x.caller("data_officer")
    assert {s for s in Status if read(officer, status=s)} == {"closed", "archived"}
    assert not scope_of(reader(officer)).lists


def test_an_admin_reads_nothing():
    assert scope_of(reader(x.caller("admin"))).clauses == ()


@pytest.mark.finding("A89")
def test_the_words_of_a_threat_are_read_by_who_acts_on_it():  # DOMAIN 11.22
    parts = {"lead_unit": "U-GR", "co_units": ["U-GA"], "handed_to": ["U-GR1"]}
    acting = [*CENTRE, x.supervisor(), x.unit(), x.unit_head(), x.unit("U-GR1")]
    others = [x.unit("U-GA"), x.caller("auditor"), GRID]
    for by, words in [*((a, True) for a in acting), *((o, False) for o in others)]:
        assert read(by, threat=True, **parts) == Rights("masked", words=words)
        assert read(by, **parts) == MASKED


ACCUSED = {
    "clerk": x.unit(),
    "head": x.unit_head(),
    "below": x.unit("U-GR1"),
    "overseer": x.caller("supervisor", unit="U-GR"),
    "operator": x.caller("operator", unit="U-GR"),
}


@pytest.mark.finding("A1")
@pytest.mark.parametrize("who", ACCUSED)
@pytest.mark.parametrize(
    "part",
    [
        {"lead_unit": "U-GR"},
        {"co_units": ["U-GR", "U-GR1"]},
        {"handed_to": ["U-GR1"]},
        {"copied_to": ["U-GR", "U-GR1"]},
        {"supervised": ["U-GR"]},
        {},
    ],
)
def test_the_accused_and_all_below_it_read_nothing_by_any_post_or_part(who, part):
    ACCUSED[who]
    assert read(ACCUSED[who], accused="U-GR", **part) is None
    assert read(x.supervisor(), accused="U-GR", **part) == MASKED


@pytest.mark.finding("A1")
def test_a_grid_worker_of_the_accused_units_place_reads_nothing():
    assert read(GRID, accused="U-JD") is None
    assert read(GRID, accused="U-GR") == MASKED


@pytest.mark.finding("A1")
def test_a_unit_above_the_accused_reads_only_what_itself_has_a_part_in():
    assert read(x.unit(), accused="U-GR1", lead_unit="U-GR1") is None
    assert read(x.unit(), accused="U-GR1", lead_unit="U-GR") == MASKED
    assert read(x.unit(), lead_unit="U-GR1") == MASKED


def test_what_was_dissolved_into_a_unit_is_accused_with_it():
    from casework.directory import events as d

    gone = ("unit/U-OLD", d.UnitRegistered(name="旧热力", kind="utility"))
    known = x.knowing(gone, ("unit/U-OLD", d.UnitDissolved(successor="U-GR")))
    assert known.directory.above("U-GR", None, x.NOW) == {"U-GR", "U-OLD"}
    assert known.directory.above("U-OLD", None, x.NOW) == {"U-OLD"}


def test_the_centre_stands_above_nobody_in_this():
    from casework.directory import events as d

    centre = ("unit/U-ZX", d.UnitRegistered(name="指挥中心", kind="centre"))
    below = ("unit/U-ZJ", d.UnitRegistered(name="住建局", kind="department", parent="U-ZX"))
    directory = x.knowing(centre, below).directory
    assert directory.above("U-ZX", None, x.NOW) == frozenset()
    assert directory.above("U-ZJ", None, x.NOW) == {"U-ZJ"}


AGAINST = (x.collected(confidential=True, complained_against_unit="U-GR"), x.dispatched())


@pytest.mark.finding("A17")
@pytest.mark.parametrize(
    ("verb", "more"),
    [
        (c.RevealClaimant, {"purpose": "核实"}),
        (c.AddNote, {"text": "看看"}),
        (c.UrgeOrder, {"text": "快"}),
        (c.WithdrawAppeal, {"reason": "不办了"}),
        (c.AttachFile, {"sha256": "0" * 64, "mime": "image/png", "size": 1}),
    ],
)
def test_who_does_not_read_it_sends_no_verb_on_it(verb, more):
    command = x.ask(verb, **more)
    x.given(*x.TO_HANDLE).when(command, by=x.callback_staff()).refused(
        no.OutsideScope if "caller" in verb.POSTS else no.PostRequired
    )


@pytest.mark.finding("A17")
def test_a_data_officer_reveals_nothing_of_an_open_appeal():
    reveal = x.ask(c.RevealClaimant, purpose="核实")
    officer = x.caller("data_officer")
    x.given(*x.TO_HANDLE).when(reveal, by=officer).refused(no.OutsideScope)
    assert x.given(*x.CLOSED).when(reveal, by=officer).then(e.ClaimantRevealed)


@pytest.mark.finding("A1")
def test_the_accused_sends_no_verb_even_with_an_order():
    x.given(*AGAINST).when(x.acknowledge(), by=x.unit()).refused(no.OutsideScope)


@pytest.mark.finding("A17")
def test_a_stranger_is_answered_as_if_there_were_none():
    there = x.given(*AGAINST).when(x.acknowledge(), by=x.unit())
    nothing = x.nothing().when(x.acknowledge(), by=x.unit())
    assert str(there.refused(no.OutsideScope)) == str(nothing.refused(no.OutsideScope))
    with pytest.raises(UnknownAppeal):
        x.nothing().when(x.dispatch()).decide()
