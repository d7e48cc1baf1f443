"""常令: what is asked for across appeals, whenever it stands so."""

from casework.appeal import commands as c
from tests import examples as x
from tests.automation.conftest import Played

HANDLED = {
    "outcome": "solved",
    "facts_true": "yes",
    "measures": "更换。",
    "public_reply": "已更换。",
}


def family(played: Played) -> tuple[str, str]:
    """A parent in handling with one child."""
    parent, child = played.collect(), played.collect(title="也不热")
    merged = c.MergeInto(appeal_no=child, parent_no=parent, reason="同一事项")
    played.do(merged, x.operator())
    played.do(c.DispatchAppeal(appeal_no=parent, lead_unit="U-GR"), x.operator())
    played.do(c.AcknowledgeOrder(appeal_no=parent), x.unit())
    return parent, child


def feed_back(played: Played, appeal_no: str) -> None:
    played.do(c.SubmitHandling(appeal_no=appeal_no, **HANDLED), x.unit())
    played.do(c.FeedBack(appeal_no=appeal_no, channel="phone", delivered=True), x.unit())


def call_back(played: Played, appeal_no: str, **more: object) -> None:
    played.do(
        c.RecordCallback(
            appeal_no=appeal_no,
            channel="phone",
            connected=True,
            contacted=True,
            solved="yes",
            satisfied="yes",
            **more,
        ),
        x.callback_staff(),
    )


def test_a_child_hears_the_result_is_called_back_itself_and_ends_with_its_parent(played: Played):
    parent, child = family(played)
    feed_back(played, parent)
    played.keep()
    assert played.status(child) == "fed_back"
    call_back(played, parent)
    played.do(c.CloseAppeal(appeal_no=parent, kind="normal"), x.duty_leader())
    played.keep()
    assert played.status(child) == "fed_back"  # its own claimant was not called yet
    call_back(played, child)
    played.keep()
    played.keep()
    assert played.status(child) == "closed"
    assert played.facts(child).count("appeal.closed") == 1


def test_a_child_of_a_parent_that_ended_early_stands_alone_again(played: Played):
    parent, child = family(played)
    played.do(c.WithdrawAppeal(appeal_no=parent, reason="不办了"), x.operator())
    played.keep()
    assert played.facts(child)[-1] == "appeal.unmerged"
    assert played.facts(parent)[-1] == "child.detached"


def test_a_visit_that_the_resident_denies_opens_supervision_once(played: Played):
    appeal_no = played.collect()
    played.do(c.DispatchAppeal(appeal_no=appeal_no, lead_unit="U-GR"), x.operator())
    played.do(c.AcknowledgeOrder(appeal_no=appeal_no), x.unit())
    visit = c.RecordContact(appeal_no=appeal_no, channel="visit", connected=True, visited=True)
    played.do(visit, x.unit())
    feed_back(played, appeal_no)
    call_back(played, appeal_no, visited=False)
    played.keep()
    played.keep()
    assert played.facts(appeal_no).count("supervision.opened") == 1


def test_a_visit_that_nobody_denies_opens_nothing(played: Played):
    appeal_no = played.collect()
    played.do(c.DispatchAppeal(appeal_no=appeal_no, lead_unit="U-GR"), x.operator())
    played.do(c.AcknowledgeOrder(appeal_no=appeal_no), x.unit())
    feed_back(played, appeal_no)
    call_back(played, appeal_no, visited=False)
    played.keep()
    assert "supervision.opened" not in played.facts(appeal_no)


def test_five_claimants_of_one_matter_are_marked_as_a_group(played: Played):  # DOMAIN 11.3
    parent, _ = family(played)
    for n in range(2):
        child = played.collect(title=f"还有{n}")
        played.do(c.MergeInto(appeal_no=child, parent_no=parent, reason="同一事项"), x.operator())
    played.keep()
    assert "sensitivity.marked" not in played.facts(parent)
    fifth = played.collect(title="第五家")
    played.do(c.MergeInto(appeal_no=fifth, parent_no=parent, reason="同一事项"), x.operator())
    played.keep()
    played.keep()
    assert played.facts(parent).count("sensitivity.marked") == 1
