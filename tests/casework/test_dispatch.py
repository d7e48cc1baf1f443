from datetime import timedelta

import pytest

from casework.appeal import refusals as no
from casework.appeal.clocks import CENTRE, find
from casework.appeal.events import AppealDispatched, CoOrder
from casework.appeal.words import Status
from casework.directory import events as d
from casework.policy.events import PolicyAdopted
from tests.examples import (
    BEFORE,
    CLOSED,
    MERGED,
    NOW,
    TO_ACKNOWLEDGE,
    TO_DISPATCH,
    all_but,
    ask,
    c,
    caller,
    china,
    collected,
    dispatch,
    dispatched_with_help,
    given,
    knowing,
    return_accepted,
    return_requested,
    unit,
)

POOL = (*TO_ACKNOWLEDGE, return_requested(), return_accepted())
CATALOGUE = """[[item]]
id = "C-0101"
category = "0101"
unit = "U-GR"
basis = "城市供热条例"

[[item]]
id = "C-14"
category = "14"
unit = "street"
basis = "属地管理"
"""


def helper(code="U-GA", mandatory=True):
    return c.CoHandler(code, "现场秩序", mandatory)


def clocks_of(fact):
    return {(limit.clock, limit.unit): limit.due for limit in fact.limits}


def test_an_appeal_is_dispatched_with_its_limit_on_the_order():
    fact = given(*TO_DISPATCH).when(dispatch()).then(AppealDispatched)
    assert (fact.lead_unit_name, fact.limit_rule, fact.round) == ("供热公司", "LR-3", 1)
    assert (fact.deadline, fact.acknowledge_by) == (china(11, 30), china(11, 24))


@pytest.mark.parametrize(
    ("more", "rule", "deadline"),
    [
        ({"urgency": "critical"}, "LR-0", china(11, 23, 11)),
        ({"urgency": "urgent"}, "LR-1", china(11, 24, 9)),
        ({"type": "enquiry"}, "LR-2", china(11, 24)),
        ({"type": "suggestion"}, "LR-3", china(11, 30)),
    ],
)
def test_the_limit_follows_the_rule(more, rule, deadline):
    fact = given(collected(**more)).when(dispatch()).then(AppealDispatched)
    assert (fact.limit_rule, fact.deadline) == (rule, deadline)


def test_a_complex_matter_has_fifteen_working_days():
    fact = given(*TO_DISPATCH).when(dispatch(complex=True)).then(AppealDispatched)
    assert (fact.limit_rule, fact.deadline) == ("LR-4", china(12, 14))


def test_an_order_begins_with_four_clocks_and_the_dispatch_clock_ends():
    appeal = given(*TO_DISPATCH).when(dispatch()).after()
    due = {(k.name, k.unit): k.due for k in appeal.clocks if k.running}
    assert due == {
        ("handling", None): china(11, 30),
        ("acknowledgement", "U-GR"): china(11, 24),
        ("return_window", "U-GR"): china(11, 25),
        ("contact", "U-GR"): china(11, 24),
    }
    assert {k.segments[-1].holder for k in appeal.clocks if k.running} == {"U-GR"}
    assert find(appeal.clocks, "dispatch").stopped_at == NOW


def test_the_handling_clock_starts_when_the_dispatch_is_recorded():  # DOMAIN 6.2
    command = dispatch(occurred_at=NOW - timedelta(hours=2))
    appeal = given((collected(), china(11, 20, 9))).when(command).after()
    assert (find(appeal.clocks, "handling").started_at, appeal.deadline) == (NOW, china(11, 30))


def test_nobody_is_to_be_contacted_who_left_no_name():  # DOMAIN 11.9
    anonymous = collected(claimant_kind="anonymous", wants_callback=False)
    fact = given(anonymous).when(dispatch()).then(AppealDispatched)
    assert ("contact", "U-GR") not in clocks_of(fact)


def test_helpers_have_clocks_of_their_own_a_working_day_before_the_lead():  # DOMAIN 11.11
    fact = given(*TO_DISPATCH).when(dispatch(co_handlers=(helper(),))).then(AppealDispatched)
    due = clocks_of(fact)
    assert fact.co_orders == (CoOrder("U-GA", "公安局", "现场秩序", True),)
    assert (due["handling", None], due["co_handling", "U-GA"]) == (china(12, 14), china(12, 11))
    assert due["acknowledgement", "U-GA"] == china(11, 24)
    assert due["return_window", "U-GA"] == china(11, 25)


@pytest.mark.parametrize(
    ("urgency", "due"), [("critical", china(11, 23, 11)), ("urgent", china(11, 24, 9))]
)
def test_where_the_lead_has_no_working_day_the_helper_has_as_long(urgency, due):
    command = dispatch(co_handlers=(helper(),))
    fact = given(collected(urgency=urgency)).when(command).then(AppealDispatched)
    assert clocks_of(fact)["co_handling", "U-GA"] == due


@pytest.mark.parametrize("codes", [("U-GA", "U-GA"), ("U-GR",)])
def test_a_unit_has_one_order(codes):  # DOMAIN 5, invariant 2
    command = dispatch(co_handlers=tuple(map(helper, codes)))
    given(*TO_DISPATCH).when(command).refused(no.UnitTwice)


def test_who_helps_already_is_not_asked_again_and_may_take_the_lead():
    pool = (collected(), dispatched_with_help("U-GA"), return_requested(), return_accepted())
    given(*pool).when(dispatch("U-CG", co_handlers=(helper(),))).refused(no.UnitTwice)
    appeal = given(*pool).when(dispatch("U-GA")).after()
    assert [(o.unit, o.lead) for o in appeal.orders] == [("U-GA", True)]
    assert find(appeal.clocks, "co_handling", "U-GA").stopped_at == NOW


def test_sent_again_in_the_same_round_the_clock_runs_on():  # DOMAIN 6.2
    at = china(11, 25, 9)
    fact = given(*POOL).when(dispatch("U-CG"), at=at).then(AppealDispatched)
    assert ("handling", None) not in clocks_of(fact)
    assert (fact.deadline, fact.round) == (china(11, 30), 1)
    handling = find(given(*POOL).when(dispatch("U-CG"), at=at).after().clocks, "handling")
    assert [(s.holder, s.running) for s in handling.segments] == [
        ("U-GR", True),
        (CENTRE, True),
        ("U-CG", True),
    ]


@pytest.mark.parametrize("life", [TO_ACKNOWLEDGE, CLOSED])
def test_an_appeal_is_dispatched_once(life):
    given(*life).when(dispatch()).refused(no.NotAwaitingDispatch)


def test_a_merged_appeal_is_not_dispatched():
    given(*MERGED).when(dispatch()).refused(no.MergedIntoAnother)


def test_thanks_are_recorded_and_not_dispatched():  # DOMAIN 11.24
    given(collected(type="thanks")).when(dispatch()).refused(no.ThanksAreNotDispatched)


def test_a_unit_must_exist():
    given(*TO_DISPATCH).when(dispatch("U-XX")).refused(no.UnknownUnit)
    command = dispatch(co_handlers=(helper("U-XX"),))
    given(*TO_DISPATCH).when(command).refused(no.UnknownUnit)
    given(*TO_DISPATCH).when(dispatch(copied_to=("U-XX",))).refused(no.UnknownUnit)


def test_a_unit_that_was_dissolved_is_sent_nothing():  # DOMAIN 11.17
    known = knowing(("unit/U-GR", d.UnitDissolved(successor="U-CG", valid_to=NOW)))
    given(*TO_DISPATCH).when(dispatch(), known=known).refused(no.UnknownUnit)


def test_a_copy_goes_to_whom_it_may_concern():  # art. 12
    fact = given(*TO_DISPATCH).when(dispatch(copied_to=("U-JD",))).then(AppealDispatched)
    assert fact.copied_to == ("U-JD",)


def test_a_unit_that_may_not_lead_is_not_sent_an_order():
    given(*TO_DISPATCH).when(dispatch("U-WY")).refused(no.UnitMayNotLead)


def test_a_community_leads_only_what_its_list_of_duties_holds():  # art. 17
    given(*TO_DISPATCH).when(dispatch("U-SQ")).refused(no.UnitNotWithinDuties)
    given(collected(category="14")).when(dispatch("U-SQ")).then(AppealDispatched)


@pytest.mark.parametrize(("lead", "against"), [("U-GR", "U-GR"), ("U-GR", "U-GR1")])
def test_who_is_complained_against_and_what_it_is_part_of_does_not_lead(lead, against):
    appeal = collected(complained_against_unit=against)
    given(appeal).when(dispatch(lead)).refused(no.ConflictOfInterest)
    given(appeal).when(dispatch("U-CG")).then(AppealDispatched)


def test_a_report_takes_the_limit_of_the_law_and_its_basis():
    report = given(collected(type="report"))
    command = dispatch(statutory_limit="30 d", basis="行政处罚法第六十条")
    assert report.when(command).then(AppealDispatched).deadline == NOW + timedelta(days=30)
    report.when(dispatch(statutory_limit="30 d")).refused(no.StatutoryLimitMissing)
    report.when(dispatch(statutory_limit="30 d", basis=" ")).refused(no.StatutoryLimitMissing)
    report.when(dispatch(basis="行政处罚法")).refused(no.StatutoryLimitMissing)
    report.when(dispatch(statutory_limit="soon", basis="法")).refused(no.BadAmount)
    report.when(dispatch(statutory_limit="5 wd @moon", basis="法")).refused(no.BadAmount)


def test_without_a_lead_the_unit_of_the_catalogue_is_taken_with_its_clause():  # art. 11
    adopted = ("policy/catalogue", PolicyAdopted(text=CATALOGUE, effective_from=BEFORE))
    fact = given(*TO_DISPATCH).when(dispatch(None), known=knowing(adopted)).then(AppealDispatched)
    assert (fact.lead_unit, fact.basis) == ("U-GR", "派单目录 C-0101@1：城市供热条例")


def test_the_catalogue_may_mean_the_street_of_the_place():
    adopted = ("policy/catalogue", PolicyAdopted(text=CATALOGUE, effective_from=BEFORE))
    when = given(collected(category="14")).when(dispatch(None), known=knowing(adopted))
    assert when.then(AppealDispatched).lead_unit == "U-JD"


def test_whoever_names_another_unit_goes_without_that_clause():
    adopted = ("policy/catalogue", PolicyAdopted(text=CATALOGUE, effective_from=BEFORE))
    command = dispatch("U-CG", basis="该路段自管")
    when = given(*TO_DISPATCH).when(command, known=knowing(adopted))
    assert when.then(AppealDispatched).basis == "该路段自管"


@pytest.mark.finding("A70")
def test_where_the_catalogue_says_nothing_the_usual_lead_of_the_category_is_taken():
    fact = given(*TO_DISPATCH).when(ask(c.DispatchAppeal)).then(AppealDispatched)
    assert (fact.lead_unit, fact.basis) == ("U-GR", "诉求类别 0101 默认主办")


@pytest.mark.finding("A70")
def test_a_category_without_one_takes_that_of_the_category_above_and_the_street_of_the_place():
    entries = (
        ("category/14", d.CategoryRegistered(name="邻里纠纷", usual_lead="street")),
        ("category/1402", d.CategoryRegistered(name="噪声", parent="14")),
    )
    when = given(collected(category="1402")).when(dispatch(None), known=knowing(*entries))
    fact = when.then(AppealDispatched)
    assert (fact.lead_unit, fact.basis) == ("U-JD", "诉求类别 14 默认主办")


@pytest.mark.finding("A70")
def test_the_catalogue_goes_before_the_category():
    entry = ("category/0101", d.CategoryRegistered(name="室温", parent="01", usual_lead="U-CG"))
    adopted = ("policy/catalogue", PolicyAdopted(text=CATALOGUE, effective_from=BEFORE))
    known = knowing(entry, adopted)
    fact = given(*TO_DISPATCH).when(dispatch(None), known=known).then(AppealDispatched)
    assert fact.lead_unit == "U-GR"


def test_where_neither_names_a_unit_there_is_nothing_to_suggest():
    given(collected(category="14")).when(ask(c.DispatchAppeal)).refused(no.NothingToSuggest)


def test_an_instruction_holds_no_personal_number():
    command = dispatch(instruction="联系13904190001")
    given(*TO_DISPATCH).when(command).refused(no.PersonalDataInPublicText)


def test_it_is_with_the_unit_from_then_on():
    appeal = given(*TO_DISPATCH).when(dispatch()).after()
    assert (appeal.status, appeal.lead_unit) == (Status.DISPATCHED, "U-GR")


@pytest.mark.parametrize("post", ["operator", "duty_leader"])
def test_the_dispatchers_dispatch(post):
    given(*TO_DISPATCH).when(dispatch(), by=caller(post)).then(AppealDispatched)


@pytest.mark.parametrize("post", all_but("operator", "duty_leader"))
def test_nobody_else_dispatches(post):
    given(*TO_DISPATCH).when(dispatch(), by=caller(post)).refused(no.PostRequired)


def test_a_department_does_not_dispatch():
    given(*TO_DISPATCH).when(dispatch(), by=unit()).refused(no.PostRequired)
