"""What has to be there before the first appeal: the directory's entries and the accounts."""

from collections.abc import Sequence
from datetime import datetime

from api.defaults import defaults
from api.demo.model import Account, City
from casework.deciding import Deciding
from casework.directory import events as e
from casework.directory.commands import OpenAccount, RegisterEntries
from casework.facts import Caller, Fact, Recorded
from casework.policy.commands import AdoptPolicy
from casework.reference import Reference
from casework.requests import Command, Request
from casework.store.store import Loaded

_ADMIN = Caller("command-line", frozenset({"admin"}))


def furnished(
    reference: Reference, city: City, at: datetime, first: Sequence[Command] | None = None
) -> Reference:
    """All that is there before the first appeal, in memory; `first` stands in for the defaults."""
    accounts = [opening(account, account.name * 9) for account in city.accounts]
    begun = defaults().values() if first is None else first
    for command in (*begun, registration(city), catalogue(city, at), *accounts):
        deciding = Deciding(Loaded(), reference, lambda: at)
        deciding.take(Request(command=command, caller=_ADMIN))
        for draft in (d for decision in deciding.result.decisions for d in decision.drafts):
            place = reference.position + 1
            stored = Recorded(draft.stream, draft.version, place, draft.fact, draft.envelope)
            reference.apply(stored)
    return reference


def registration(city: City) -> RegisterEntries:
    """Areas, units, categories and people, all at once."""
    return RegisterEntries(
        entries=(*_areas(city), *_units(city), *_categories(city), *_people(city))
    )


def opening(account: Account, token_sha256: str) -> OpenAccount:
    """An account, with the SHA-256 of its token."""
    return OpenAccount(
        name=account.name,
        posts=account.posts,
        unit=account.unit,
        area=account.area,
        display_name=account.display_name,
        token_sha256=token_sha256,
    )


def catalogue(city: City, since: datetime) -> AdoptPolicy:
    """派单目录: each category's usual lead, as a clause that the desk can name."""
    items = [
        f'[[item]]\nid = "ML-{k.code}"\ncategory = "{k.code}"\nunit = "{k.lead}"\n'
        f'basis = "灯塔市派单目录（示例）：{k.name}"\n'
        for k in city.categories
        if k.lead
    ]
    return AdoptPolicy(
        kind="catalogue",
        text="\n".join(items),
        effective_from=since,
        title="灯塔市派单目录（示例）",
    )


def _areas(city: City) -> list[tuple[str, Fact]]:
    return [
        (
            f"area/{a.code}",
            e.AreaRegistered(
                name=a.name, level=a.level, parent=a.parent_code, aliases=a.aliases, shape=a.shape
            ),
        )
        for a in city.areas
    ]


def _units(city: City) -> list[tuple[str, Fact]]:
    return [
        (
            f"unit/{u.code}",
            e.UnitRegistered(
                name=u.name,
                kind=u.kind,
                parent=u.parent_code,
                areas=u.area_codes,
                may_lead=u.may_lead,
                duties=u.duties,
            ),
        )
        for u in city.units
    ]


def _categories(city: City) -> list[tuple[str, Fact]]:
    return [
        (
            f"category/{k.code}",
            e.CategoryRegistered(
                name=k.name, parent=k.parent_code, usual_lead=k.lead, utility=k.utility
            ),
        )
        for k in city.categories
    ]


def _people(city: City) -> list[tuple[str, Fact]]:
    return [
        (f"person/{p.person_id}", e.PersonRegistered(name=p.name, post=p.post, area=p.area_code))
        for p in city.people
    ]
