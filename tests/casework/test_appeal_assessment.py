import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from tests import examples as x

APPEALED = e.AssessmentAppealed(unit="U-GR", reason="已按时办结")
UPHELD = e.AssessmentUpheld(reason="计分无误")
CORRECTED = e.AssessmentCorrected(reason="系统故障", correction="不计超时")


def object_to_it(reason="已按时办结"):
    return x.ask(c.AppealAssessment, reason=reason)


@pytest.mark.parametrize("by", [x.unit(), x.unit_head()])
def test_the_unit_objects_to_how_a_closed_case_was_counted(by):
    fact = x.given(*x.CLOSED).when(object_to_it(), by=by).then(e.AssessmentAppealed)
    assert (fact.unit, fact.reason) == ("U-GR", "已按时办结")


def test_it_stays_closed_as_it_was_and_its_window_runs_on():
    before = x.given(*x.CLOSED).appeal()
    after = x.given(*x.CLOSED).when(object_to_it(), by=x.unit(), at=x.china(12, 1)).after()
    assert (after.status, after.closing_kind, after.clocks) == (
        before.status,
        before.closing_kind,
        before.clocks,
    )


@pytest.mark.parametrize("told", [(APPEALED,), (APPEALED, UPHELD), (APPEALED, CORRECTED)])
def test_it_objects_once(told):
    life = (*x.CLOSED, *told)
    x.given(*life).when(object_to_it(), by=x.unit()).refused(no.AssessmentAppealPending)


def test_it_may_object_after_an_exclusion_was_refused():
    refused = e.ExclusionRefused(reason="证据不足")
    asked = e.ExclusionRequested(unit="U-GR", ground="claim_untrue", evidence="记录")
    when = x.given(*x.CLOSED, asked, refused).when(object_to_it(), by=x.unit())
    assert when.then(e.AssessmentAppealed)


@pytest.mark.parametrize(
    "life",
    [
        x.TO_HANDLE,
        x.TO_FEED_BACK,
        x.TO_CALL_BACK,
        x.TO_CLOSE,
        (*x.CLOSED, e.AppealArchived(package_hash="0" * 64)),
    ],
)
def test_only_what_is_closed_and_not_archived_is_objected_to(life):
    x.given(*life).when(object_to_it(), by=x.unit()).refused(no.NotInThisState)


def test_it_says_why_without_a_personal_number():  # invariant 7
    x.given(*x.CLOSED).when(object_to_it(""), by=x.unit()).refused(no.EmptyText)
    phone = object_to_it("已致电13904190001")
    x.given(*x.CLOSED).when(phone, by=x.unit()).refused(no.PersonalDataInPublicText)


def test_only_the_unit_that_led_objects():  # invariant 5
    x.given(*x.CLOSED).when(object_to_it(), by=x.unit("U-GA")).refused(no.OutsideScope)


@pytest.mark.parametrize("post", x.all_but("department", "unit_head"))
def test_nobody_else_objects(post):
    x.given(*x.CLOSED).when(object_to_it(), by=x.caller(post)).refused(no.PostRequired)
