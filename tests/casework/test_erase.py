import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from tests import examples as x

SIGNED = (e.DecisionEndorsed(matter="erasure", reason="诉求人要求"), x.NOW, "data_officer")
ONCE_SIGNED = (*x.CLOSED, SIGNED)
ARCHIVED = (*x.CLOSED, e.AppealArchived(package_hash="0" * 64))
OFFICER = x.caller("data_officer")
OTHERS = [x.caller("data_officer", user="officer2"), x.duty_leader()]


def erase(ground="诉求人要求"):
    return x.ask(c.ErasePersonalData, ground=ground)


def test_one_signature_erases_nothing():
    when = x.given(*x.CLOSED).when(erase(), by=OFFICER)
    assert when.then(e.DecisionEndorsed).matter == "erasure"
    assert "erased" not in when.after().marks


@pytest.mark.parametrize("by", OTHERS)
def test_the_second_person_erases(by):
    fact = x.given(*ONCE_SIGNED).when(erase(), by=by).then(e.PersonalDataErased)
    assert (fact.ground, fact.endorsed_by) == ("诉求人要求", "data_officer")


def test_one_person_does_not_sign_twice():
    x.given(*ONCE_SIGNED).when(erase(), by=OFFICER).refused(no.SecondPersonNeeded)


def test_without_a_data_officer_nobody_begins():  # DOMAIN 10
    x.given(*x.CLOSED).when(erase(), by=x.duty_leader()).refused(no.OthersSignFirst)


def test_the_case_and_its_figures_stay_whole():  # DOMAIN 11.27
    before = x.given(*ONCE_SIGNED).appeal()
    after = x.given(*ONCE_SIGNED).when(erase(), by=OTHERS[0], at=x.china(12, 1)).after()
    assert (after.status, after.closing_kind, after.late, after.clocks) == (
        before.status,
        before.closing_kind,
        before.late,
        before.clocks,
    )
    assert (after.lead_unit, after.first_satisfied) == ("U-GR", "very")
    assert "erased" in after.marks


def test_nothing_is_added_to_it_after_that():
    erased = x.given(*ONCE_SIGNED).when(erase(), by=OTHERS[0]).lived()
    erased.when(erase(), by=OFFICER).refused(no.Erased)
    erased.when(x.add_note()).refused(no.Erased)


def test_it_is_archived_all_the_same():
    erased = x.given(*ONCE_SIGNED).when(erase(), by=OTHERS[0]).lived()
    later = x.china(3, 1, year=2027)
    assert erased.when(x.ask(c.ArchiveAppeal), by=x.timekeeper(), at=later).then(e.AppealArchived)


def test_what_is_archived_can_still_be_erased():
    life = x.given(*ARCHIVED).when(erase(), by=OFFICER).lived()
    assert life.when(erase(), by=OTHERS[1]).then(e.PersonalDataErased)


def test_so_can_what_was_closed_with_the_appeal_it_was_merged_into():
    closed = e.AppealClosed(kind="duplicate_merged", reason="随并入件结案")
    assert x.given(*x.MERGED, closed).when(erase(), by=OFFICER).then(e.DecisionEndorsed)


@pytest.mark.parametrize("life", [x.TO_DISPATCH, x.TO_HANDLE, x.TO_CLOSE])
def test_what_is_open_is_not_erased(life):
    x.given(*life).when(erase(), by=OFFICER).refused(no.OutsideScope)
    x.given(*life).when(erase(), by=x.duty_leader()).refused(no.NotInThisState)


def test_it_says_on_what_ground_without_a_personal_number():
    x.given(*x.CLOSED).when(erase(""), by=OFFICER).refused(no.EmptyText)
    command = erase("13904190001来电要求")
    x.given(*x.CLOSED).when(command, by=OFFICER).refused(no.PersonalDataInPublicText)


@pytest.mark.parametrize("post", x.all_but("data_officer", "duty_leader"))
def test_nobody_else_erases(post):
    x.given(*ONCE_SIGNED).when(erase(), by=x.caller(post)).refused(no.PostRequired)


def test_the_unit_does_not_erase():
    x.given(*ONCE_SIGNED).when(erase(), by=x.unit_head()).refused(no.PostRequired)


@pytest.mark.finding("A87")
def test_what_the_first_signed_for_stays_and_the_second_says_more():
    when = x.given(*ONCE_SIGNED).when(erase("核对无误"), by=OTHERS[0])
    fact = when.then(e.PersonalDataErased)
    assert (fact.ground, fact.seconded) == ("诉求人要求", "核对无误")
