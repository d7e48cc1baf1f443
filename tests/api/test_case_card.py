"""GET /v1/tracking/{no}: one card holds what a page about the appeal needs."""

import pytest

from tests.api.conftest import Site


def card(site: Site, who: str, no: str):
    answer = site.get(who, f"/v1/tracking/{no}", after=site.position())
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.finding("A63", "A54")
def test_the_card_holds_what_was_raised_who_helps_and_what_was_answered(site: Site):
    no = site.live("")
    sent = {"lead_unit": "U-GR", "co_handlers": [{"unit": "U-GA", "task": "协助"}]}
    assert site.verb("operator", no, "dispatch", sent).status_code == 200
    assert site.verb("gr", no, "acknowledge").status_code == 200
    called = {"channel": "phone", "connected": True}
    assert site.verb("gr", no, "record-contact", called).status_code == 200
    told = card(site, "operator", no)
    assert told["content"] == "老人受不了。"
    assert told["limit_rule"].startswith("LR-")
    [helper] = told["co_orders"]
    assert (helper["unit"], helper["state"], helper["mandatory"]) == ("U-GA", "dispatched", True)
    assert helper["due"] < told["deadline"]
    assert (told["last_contact"]["unit"], told["last_contact"]["connected"]) == ("U-GR", True)
    assert told["dispatched_by"] == "operator"
    assert told["result"] is None


@pytest.mark.finding("B20")
def test_what_an_earlier_round_answered_is_not_the_answer_of_this_one(site: Site):
    no = site.live("close")
    closed = card(site, "operator", no)
    assert closed["result"]["public_reply"] == "您好，室温已恢复。"
    assert (closed["solved"], closed["satisfied"]) == ("yes", "very")
    again = {"basis": "false_result", "reason": "仍不热"}
    assert site.verb("duty", no, "reopen", again).status_code == 200
    told = card(site, "operator", no)
    of_round = (
        "outcome",
        "solved",
        "satisfied",
        "handled_at",
        "fed_back_at",
        "called_back_at",
        "closed_at",
        "closing_kind",
        "result",
    )
    assert [told[field] for field in of_round] == [None] * len(of_round)
    assert (told["attempts"], told["missed"]) == ([], [])


@pytest.mark.finding("A54")
def test_what_was_sent_back_is_marked_until_the_next_result(site: Site):
    no = site.live("handle")
    back = {"decision": "refuse", "reason": "未上门"}
    assert site.verb("operator", no, "review", back).status_code == 200
    told = card(site, "gr", no)
    assert "sent_back" in told["flags"]
    assert (told["sent_backs"], told["outcome"], told["result"]) == (1, None, None)
