"""A new fact or verb has a place in a dozen files; what is forgotten is named here."""

from pathlib import Path

import pytest

from api.http.app import create_app
from api.reports.recount.replay import HANDLERS
from casework.appeal.commands import VERBS, CollectAppeal
from casework.appeal.events import FACTS as APPEAL_FACTS
from casework.store.mapper import FACTS
from projections import VIEWS
from projections.accountability.changes import CHANGES as COUNTED
from projections.timeline.sentences import _SENTENCES
from projections.tracking.changes import CHANGES

ROOT = Path(__file__).parents[2]
VERBS_PAGE = (ROOT / "docs/verbs.md").read_text(encoding="utf-8")
PATHS = create_app(lambda: None).openapi()["paths"]
CHINESE = ("\u4e00", "\u9fff")


def has_chinese(text: str | None) -> bool:
    return any(CHINESE[0] <= sign <= CHINESE[1] for sign in text or "")


@pytest.mark.parametrize("topic", FACTS)
def test_a_fact_has_a_gloss_a_pinned_form_and_a_place_in_the_docs(topic: str):
    assert has_chinese(FACTS[topic].__doc__) or "(" in (FACTS[topic].__doc__ or "")
    assert (ROOT / "tests/casework/golden" / f"{topic}.json").exists()
    assert f"`{topic}`" in VERBS_PAGE


@pytest.mark.parametrize("fact", APPEAL_FACTS)
def test_a_fact_of_an_appeal_has_a_sentence_and_a_place_in_tracking(fact):
    assert fact in _SENTENCES
    assert fact in CHANGES or fact.TOPIC == "appeal.collected"


@pytest.mark.finding("C3")
@pytest.mark.parametrize("fact", APPEAL_FACTS)
def test_a_fact_of_an_appeal_is_counted_or_left_out_by_name(fact):
    """By the rows that figures are made of, and by the audit that counts them again."""
    assert fact in COUNTED, "projections/accountability/changes: what do figures make of it?"
    assert fact in HANDLERS, (
        "api/reports/recount/replay.py: what does the second counting make of it?"
    )


@pytest.mark.parametrize("verb", [CollectAppeal, *VERBS])
def test_a_verb_has_a_file_a_test_a_route_and_a_row_in_the_docs(verb):
    name = verb.VERB.replace("-", "_")
    assert verb.__module__.endswith(f".{name}")
    assert (ROOT / f"tests/casework/test_{name}.py").exists()
    assert f"| `{verb.VERB}` |" in VERBS_PAGE
    path = "" if verb is CollectAppeal else f"/{{appeal_no}}/{verb.VERB}"
    assert f"/v1/appeals{path}" in PATHS


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_its_files_and_a_row_in_the_readme(view):
    for name in ("README.md", "rows.py", "fold.py", "schema.sql"):
        assert (view.folder / name).exists(), name
    assert (view.folder / "queries.py").exists() or (view.folder / "figures/query.py").exists()
    assert f"[{view.name}]({view.name}/README.md)" in (ROOT / "projections/README.md").read_text()


def test_every_folder_in_the_readme_is_there_and_every_test_named_in_a_readme():
    for page in ("src/casework/README.md", "projections/README.md", "src/api/README.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for word in text.replace("`", " ").replace(":", " ").replace(".\n", " ").split():
            if word.startswith("tests/"):
                assert (ROOT / word.rstrip(".,")).exists(), f"{page} names {word}"
