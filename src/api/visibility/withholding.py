"""限读: what of an answer about an appeal is kept from whom, by the table `casework.appeal.access`.

Rows, facts, clocks and rehearsals are made whole by those who know them, and pass here last.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from api.visibility.open_fields import open_fields
from casework.appeal import public
from casework.appeal.access import Rights
from casework.appeal.events import FACTS
from casework.facts import Fact
from projections.timeline.sentences.public import public_sentence

WITHHELD = "[限定范围阅读]"
Told = dict[str, Any]

# What says who raised it, or where that person lives to the metre (DOMAIN 11.10: absent).
IDENTITY = frozenset(
    {
        "claimant_name",
        "claimant_phone",
        "claimant_kind",
        "address",
        "lat",
        "lng",
        "call_id",
        "collected_by",
        "area_certainty",
        "masked",
    }
)
_FACTS: dict[str, type[Fact]] = {fact.TOPIC: fact for fact in FACTS}
_PLAIN = (int, float, bool, type(None))


def row(told: Told, rights: Rights) -> Told:
    """Return what is read of a row."""
    if rights.public:
        return _public_row(told)
    if rights.claimant == "absent":
        told = {name: value for name, value in told.items() if name not in IDENTITY}
    if not rights.words:
        told = {**told, "title": WITHHELD, "waits": [_without_words(w) for w in _waits(told)]}
    return told


def facts(items: Iterable[Told], rights: Rights) -> list[Told]:
    """Return what is read of facts: each with its details, its sentence and who did it."""
    if rights.public:
        return [_public_fact(i) for i in items if public.is_shown(i["fact"], i["details"])]
    return [_fact(item, rights) for item in items]


def clocks(readings: Iterable[Told], rights: Rights) -> list[Told]:
    """Return what is read of clocks: a resident until when, and nobody's hands."""
    if not rights.public:
        return list(readings)
    shown = [each for each in readings if each["clock"] in public.CLOCKS]
    return [{"clock": each["clock"], "due": each["due"], "state": each["state"]} for each in shown]


def _public_row(told: Told) -> Told:
    status, name = public.status_of(told["status"])
    shown = {field: told[field] for field in public.ROW if field in told}
    flags = [flag for flag in told.get("flags", ()) if flag in public.FLAGS]
    pending = [each for each in told.get("pending", ()) if each in public.PENDING]
    return {**shown, "status": status, "status_name": name, "flags": flags, "pending": pending}


def _public_fact(item: Told) -> Told:
    details = public.details_of(item["fact"], item["details"])
    return {
        "fact": item["fact"],
        "occurred_at": item["occurred_at"],
        "recorded_at": item["recorded_at"],
        "actor": {"role": public.WHO.get(item["actor"]["role"], "centre")},
        "sentence": public_sentence(item["fact"], details),
        "details": details,
    }


def _fact(item: Told, rights: Rights) -> Told:
    actor, details = item["actor"], item["details"]
    if actor["role"] == "resident" and rights.claimant != "clear":
        actor = {**actor, "user": None}  # the account of a resident names the resident
    if rights.claimant == "absent":
        details = {name: value for name, value in details.items() if name not in IDENTITY}
    sentence = item["sentence"]
    if not rights.words:
        details, sentence = _coded(item["fact"], details), gloss_of(item["fact"])
    return {**item, "actor": actor, "details": details, "sentence": sentence}


def _coded(topic: str, details: Told) -> Told:
    """Return the details with every text withheld that is not a code of a closed list."""
    coded = _open(topic)
    return {
        name: value if name in coded or isinstance(value, _PLAIN) else WITHHELD
        for name, value in details.items()
    }


@cache
def _open(topic: str) -> frozenset[str]:
    return frozenset(open_fields(_FACTS[topic])) | {"limits", "moves"}


@cache
def gloss_of(topic: str) -> str:
    """Return what a fact is called, without what it says."""
    return (_FACTS[topic].__doc__ or "").partition(":")[0].strip()


def _waits(told: Told) -> Iterable[Told]:
    found: Iterable[Told] = told.get("waits", ())
    return found


def _without_words(wait: Told) -> Told:
    return {**wait, "reason": WITHHELD} if wait.get("reason") else wait
