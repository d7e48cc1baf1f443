"""An empty string is no code and no missing field (A93)."""

import inspect
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from api.bodies import handling, intake, judging, orders, oversight
from api.bodies.body import VerbBody

# What people write in words: there, nothing written is nothing said.
WORDS = frozenset({
    "address", "advice", "answer", "basis", "catalogue_proposal", "complained_against", "content",
    "correction", "claimant_name", "claimant_phone", "instruction", "late_reason", "legal_basis",
    "measures", "name", "note", "opinion", "parts_missing_reason", "phone", "plan", "public_reply",
    "reason", "summary", "task", "text", "title", "to",  # `to`: a person, in words
})  # fmt: skip


def bodies() -> list[type[VerbBody]]:
    modules = (handling, intake, judging, orders, oversight)
    found = {cls for m in modules for _, cls in inspect.getmembers(m, inspect.isclass)}
    return sorted(
        (cls for cls in found if hasattr(cls, "model_fields")), key=lambda cls: cls.__name__
    )


def optional_codes() -> list[tuple[Any, str]]:
    return [
        (cls, name)
        for cls in bodies()
        for name, field in cls.model_fields.items()
        if not field.is_required() and name not in WORDS and str in _kinds(field.annotation)
    ]


def _kinds(annotation: Any) -> set[Any]:
    inner = get_args(annotation)
    return {annotation}.union(*map(_kinds, inner)) if inner else {annotation}


@pytest.mark.finding("A93")
@pytest.mark.parametrize(("body", "name"), optional_codes(), ids=str)
def test_an_empty_code_is_refused_where_it_may_be_left_out(body: Any, name: str):
    field = body.model_fields[name]
    annotated = TypeAdapter(field.rebuild_annotation())
    with pytest.raises(ValidationError):
        annotated.validate_python("")


def test_the_unselected_field_of_a_form_is_among_them():
    assert (orders.DispatchBody, "lead_unit") in optional_codes()
