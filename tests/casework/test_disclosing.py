"""No public text names a person: whichever verb it comes by, in whatever spelling (B10)."""

import pytest

from casework.appeal import commands as c
from casework.appeal import refusals as no
from casework.appeal.commands.collect import Claimant, Location
from casework.directory.commands import CloseAccount, DissolveUnit
from casework.directory.commands.save_filter import SaveFilter
from tests import examples as x
from tests.examples import NO, given, nothing

pytestmark = pytest.mark.finding("B10")

CLAIMANT = Claimant("张三丰", "+86 139 0419 0009")
HOME = Location(address="幸福小区3栋2单元501")
TITLES = [
    "路灯 +8613900000001",
    "路灯 139 0000 0001",
    "139-0000-0001",
    "１３９０００００００１",
    "一三九〇〇〇〇〇〇〇一",
    "身份证２１０１０２１９９００１０１１２３４",
    "卡6222 0212 3456 7890 123",
]


def collect(title: str) -> c.CollectAppeal:
    return x.collect(title=title, claimant=CLAIMANT, location=HOME)


@pytest.mark.parametrize("title", TITLES)
def test_a_number_in_a_title_is_refused_in_every_spelling(title: str):
    nothing().when(x.collect(title=title)).refused(no.PersonalDataInPublicText)


@pytest.mark.parametrize(
    "title", ["张三丰家停水", "张 三 丰家停水", "回电1390419 0009", "幸福小区３栋２单元501停水"]
)
def test_what_the_claimants_own_fields_hold_stands_in_no_title(title: str):
    nothing().when(collect(title)).refused(no.PersonalDataInPublicText)


def test_the_same_words_may_stand_in_the_content_which_is_sealed():
    told = x.collect(content="张三丰，139 0419 0009，幸福小区3栋2单元501停水", claimant=CLAIMANT)
    [fact] = nothing().when(told).decide()
    assert "张三丰" in fact.content


LATER = [
    c.DispatchAppeal(appeal_no=NO, lead_unit="U-GR", instruction="联系王五"),
    c.AmendIntake(appeal_no=NO, title="王五家停水", reason="补正"),
    c.AmendIntake(appeal_no=NO, urgency="urgent", reason="王五来电"),
    c.AddNote(appeal_no=NO, text="王五已回电", visibility="public"),
]


def named() -> x.Given:
    return given(x.collected(claimant_name="王五", claimant_phone="13904190001", title="停水"))


@pytest.mark.parametrize("command", LATER, ids=lambda each: each.VERB)
def test_later_words_do_not_name_the_claimant_either(command: c.AppealCommand):
    named().when(command).refused(no.PersonalDataInPublicText)


def test_a_name_taken_down_later_must_not_stand_in_the_title_that_is_there():
    there = given(x.collected(claimant_name=None, title="赵六家停水"))
    named = c.AmendIntake(appeal_no=NO, claimant_name="赵六", reason="补正")
    there.when(named).refused(no.PersonalDataInPublicText)
    both = c.AmendIntake(appeal_no=NO, claimant_name="赵六", title="停水", reason="补正")
    there.when(both).then(x.e.IntakeAmended)


def test_after_an_amendment_the_new_name_counts():
    corrected = (
        named().when(c.AmendIntake(appeal_no=NO, claimant_name="钱七", reason="补正")).lived()
    )
    told = c.DispatchAppeal(appeal_no=NO, lead_unit="U-GR", instruction="联系钱七")
    corrected.when(told).refused(no.PersonalDataInPublicText)


@pytest.mark.parametrize("visibility", ["internal"])
def test_what_is_sealed_may_name_them(visibility):
    note = c.AddNote(appeal_no=NO, text="王五，139 0419 0001", visibility=visibility)
    named().when(note).then(x.e.NoteAdded)


@pytest.mark.parametrize("number", ["139 0419 0001", "一三九〇四一九〇〇〇一"])
def test_no_reason_holds_a_number_though_only_the_desks_read_it(number: str):
    recalled = c.RecallOrder(appeal_no=NO, reason=f"改由 {number} 处理")
    given(*x.TO_ACKNOWLEDGE).when(recalled).refused(no.PersonalDataInPublicText)


@pytest.mark.parametrize(
    "command",
    [
        CloseAccount(name="duty", reason="改打 139 0000 0001"),
        DissolveUnit(unit="U-CG", successor="U-GA", reason="改打 139 0000 0001"),
        SaveFilter(name="一", wanted='{"q": "139 0000 0001"}'),
    ],
    ids=lambda each: each.VERB,
)
def test_nor_does_a_text_of_the_directory(command):
    nothing().when(command, by=x.caller("admin")).refused(no.PersonalDataInPublicText)


@pytest.mark.parametrize("field", ["reason", "legal_basis"])
def test_nor_does_what_waits_for_the_unit_head(field: str):
    words = {"reason": "不属我单位", field: '王五说:\n"不属你们"'}
    asked = c.RequestReturn(appeal_no=NO, ground="not_our_duty", **words)
    to_return = (x.collected(claimant_name="王五"), *x.TO_ACKNOWLEDGE[1:])
    given(*to_return).when(asked, by=x.unit()).refused(no.PersonalDataInPublicText)
