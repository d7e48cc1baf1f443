"""What has to be there before the first appeal: the directory's entries and the accounts."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import asdict

from api.demo.model import DemoAccount, DemoCity
from casework.callers import ADMIN
from casework.deciding import BatchDecider
from casework.directory import events as e
from casework.directory.commands import OpenAccount, RegisterEntries
from casework.directory.values import Area, Category, Person, Unit
from casework.facts import Fact, Recorded
from casework.policy.commands import AdoptPolicy
from casework.policy.defaults import defaults
from casework.reference import Reference
from casework.requests import Command, Request
from casework.store.store import Loaded


def seeded(
    reference: Reference, city: DemoCity, at: datetime, first: Sequence[Command] | None = None
) -> Reference:
    """Return all that is there before the first appeal; `first` stands in for the defaults."""
    accounts = [account_opening(account, account.name * 9) for account in city.accounts]
    begun = defaults().values() if first is None else first
    for command in (*begun, registration(city), catalogue(city, at), *accounts):
        deciding = BatchDecider(Loaded(), reference, lambda: at)
        deciding.take(Request(command=command, caller=ADMIN))
        for draft in (d for decision in deciding.result.decisions for d in decision.drafts):
            place = reference.position + 1
            stored = Recorded(draft.stream, draft.version, place, draft.fact, draft.envelope)
            reference.apply(stored)
    return reference


def registration(city: DemoCity) -> RegisterEntries:
    """Return the command that registers areas, units, categories and people, all at once."""
    entries: list[Area | Unit | Category | Person] = [*city.areas, *city.units]
    entries += [*city.categories, *city.people]
    return RegisterEntries(entries=tuple(_registered(entry) for entry in entries))


def account_opening(account: DemoAccount, token_sha256: str) -> OpenAccount:
    """Return the command that opens an account, with the SHA-256 of its token."""
    return OpenAccount(
        name=account.name,
        posts=account.posts,
        unit=account.unit,
        area=account.area,
        display_name=account.display_name,
        token_sha256=token_sha256,
    )


def catalogue(city: DemoCity, since: datetime) -> AdoptPolicy:
    """Return the 派单目录, each category's usual lead, as a clause that the desk can name."""
    items = [
        f'[[item]]\nid = "ML-{k.code}"\ncategory = "{k.code}"\nunit = "{k.usual_lead}"\n'
        f'basis = "灯塔市派单目录（示例）：{k.name}"\n'
        for k in city.categories
        if k.usual_lead
    ]
    return AdoptPolicy(
        kind="catalogue",
        text="\n".join(items),
        effective_from=since,
        title="灯塔市派单目录（示例）",
    )


def _registered(entry: Area | Unit | Category | Person) -> tuple[str, Fact]:
    """Return the stream of an entry and the fact that it begins with."""
    fields = asdict(entry)
    code = fields.pop("code")
    match entry:
        case Area():
            return f"area/{code}", e.AreaRegistered(**fields)
        case Unit():
            del fields["successor"]  # is known when a unit is dissolved
            return f"unit/{code}", e.UnitRegistered(**fields)
        case Category():
            return f"category/{code}", e.CategoryRegistered(**fields)
        case Person():
            return f"person/{code}", e.PersonRegistered(**fields)
