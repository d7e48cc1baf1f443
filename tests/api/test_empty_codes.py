"""An empty string is no code and no missing field (A93)."""

from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from api.http.commands import COLLECT, TABLE

# What people write in words: there, nothing written is nothing said.
WORDS = frozenset(
    {
        "address",
        "advice",
        "answer",
        "basis",
        "catalogue_proposal",
        "complained_against",
        "content",
        "correction",
        "claimant_name",
        "claimant_phone",
        "instruction",
        "late_reason",
        "legal_basis",
        "measures",
        "name",
        "note",
        "opinion",
        "parts_missing_reason",
        "phone",
        "plan",
        "public_reply",
        "reason",
        "summary",
        "task",
        "text",
        "title",
        "to",  # `to`: a person, in words
    }
)


def optional_codes() -> list[tuple[str, str]]:
    return [
        (verb.command.VERB, name)
        for verb in (COLLECT, *TABLE.values())
        for name, field in verb.body.model.model_fields.items()
        if not field.is_required() and name not in WORDS and str in _kinds(field.annotation)
    ]


def _kinds(annotation: Any) -> set[Any]:
    inner = get_args(annotation)
    return {annotation}.union(*map(_kinds, inner)) if inner else {annotation}


@pytest.mark.finding("A93")
@pytest.mark.parametrize(("verb", "name"), optional_codes(), ids=str)
def test_an_empty_code_is_refused_where_it_may_be_left_out(verb: str, name: str):
    field = TABLE.get(verb, COLLECT).body.model.model_fields[name]
    annotated = TypeAdapter(field.rebuild_annotation())
    with pytest.raises(ValidationError):
        annotated.validate_python("")


def test_the_unselected_field_of_a_form_is_among_them():
    assert ("dispatch", "lead_unit") in optional_codes()
