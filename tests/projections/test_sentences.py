"""Sentences say what the fact says, in Chinese."""

import pytest

from casework.facts import Actor, Envelope, Fact, Recorded
from projections.timeline.sentences import sentence
from tests import examples as x


def said(fact: Fact) -> str:
    envelope = Envelope(recorded_at=x.NOW, actor=Actor("callback", "caller"), command_id="c")
    return sentence(Recorded(x.NO, 1, 1, fact, envelope))


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, "callback第1次回访：已联系、已解决、非常满意"),
        ({"stars": 0}, "callback第1次回访：已联系、已解决、非常满意、0星"),
        (
            {"stars": 9, "valid": False},
            "callback第1次回访：已联系、已解决、非常满意、9星（无效回访）",
        ),
    ],
)
def test_a_callback_is_told_with_its_stars_where_it_has_some(answers, told):
    assert said(x.called_back(**answers)) == told
