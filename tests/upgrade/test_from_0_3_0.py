"""What 0.3.0 wrote is taken over by this version without a word lost."""

import asyncio
from datetime import date
from hashlib import sha256

import psycopg
import pytest

from api.reports.bulletins.forms import bulletin_of, written
from api.reports.bulletins.publishing import version_of
from casework.store.mapper import FactMapper
from casework.vault import is_sealed, unseal
from projections import VIEWS
from projections.engine import rebuild
from tests.upgrade.conftest import Old, lines


def test_every_fact_reads_and_is_written_again_to_the_same_bytes(old: Old):
    mapper, differing = FactMapper(), []
    for row in lines("events"):
        place = (row["stream"], row["version"], row["position"], row["topic"])
        recorded = mapper.decode(*place, row["state"].encode())
        if mapper.encode(recorded.fact, recorded.envelope) != row["state"].encode():
            differing.append(place)
    assert (len(lines("events")), differing) == (old.expected["events"], [])


def test_every_personal_word_opens_as_it_was(old: Old):
    keys = {row["stream"]: bytes.fromhex(row["wrapped"]) for row in lines("keys")}
    mapper, vault, words = FactMapper(), old.city.vault, sha256()
    for row in lines("events"):
        stream, version = row["stream"], row["version"]
        fact = mapper.decode(stream, version, 0, row["topic"], row["state"].encode()).fact
        for field in fact.PERSONAL:
            token = getattr(fact, field)
            if is_sealed(token) and stream in keys:
                key = vault.open_key(stream, keys[stream])
                words.update(unseal(key, stream, version, field, token).encode())
    assert words.hexdigest() == old.expected["words_sha256"]


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "xlsx"])
def test_a_bulletin_of_then_is_the_same_document_to_the_byte(old: Old, form: str):
    made = {}
    for place in old.expected["documents_sha256"]:
        policy, period, version, of_form = place.split("/")
        if of_form == form:
            found = asyncio.run(_published(old, f"bulletin/{policy}/{period}", int(version)))
            made[place] = sha256(written(form, found)).hexdigest()
    wanted = old.expected["documents_sha256"]
    assert made == {p: d for p, d in wanted.items() if p.endswith(f"/{form}")}
    assert len(made) == 3


async def _published(old: Old, stream: str, version: int):
    url, casework = old.city.database.service_url, old.casework
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as conn:
        found = await version_of(conn, old.city.name, stream, version)
    assert found is not None
    return bulletin_of(found, casework.bulletins, casework.directory)


def test_every_view_folds_it_and_is_made_anew_the_same(old: Old):
    old.city.project()
    for view in VIEWS:
        rebuilt = rebuild.rebuild(old.city.database.connect, old.city.name, view)
        assert (rebuilt.view, rebuilt.differing) == (view.name, 0)


def test_no_appeal_of_then_is_unreadable_to_the_rules(old: Old):
    streams = [row["stream"] for row in lines("events") if row["topic"] == "appeal.collected"]
    loaded = old.casework._store.load(frozenset(streams), (), 0, date(2026, 11, 25), 0)
    assert (loaded.unreadable, len(loaded.histories)) == ({}, len(streams))
