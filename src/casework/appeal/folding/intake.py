"""Taking in: what a resident said, put right, merged, split, marked."""

from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.appeal import Appeal, Order
from casework.appeal.folding.steps import After, marked, settled
from casework.appeal.words import OF_UNIT, Status
from casework.facts import Recorded


def _amended(appeal: Appeal, fact: e.IntakeAmended, _: Recorded) -> Appeal:
    return replace(
        appeal,
        type=fact.type or appeal.type,
        urgency=fact.urgency or appeal.urgency,
        category=fact.category or appeal.category,
        area=fact.area or appeal.area,
        title=fact.title or appeal.title,
    )


def _merged(appeal: Appeal, fact: e.AppealMerged, _: Recorded) -> Appeal:
    moved = replace(
        appeal, parent_no=fact.parent_no, lead_unit=None, orders=(), status=Status.COLLECTED
    )
    return marked(settled(moved, *OF_UNIT), "merged", off=("suspended", "info_requested"))


def _protected(appeal: Appeal, fact: e.ProtectionAmended, _: Recorded) -> Appeal:
    """Return it without any part of the accused, who helps, reads, replies to nothing."""
    against, ended = fact.complained_against_unit, set(fact.ended)
    confidential = appeal.confidential if fact.confidential is None else fact.confidential
    wanted = appeal.wants_callback if fact.wants_callback is None else fact.wants_callback
    anonymous = appeal.anonymous if fact.claimant_kind is None else _nobody(fact.claimant_kind)
    return replace(
        appeal,
        confidential=confidential,
        anonymous=anonymous,
        wants_callback=wanted and not anonymous,
        complained_against_unit=(
            appeal.complained_against_unit if against is None else against or None
        ),
        orders=tuple(_without(o, ended) for o in appeal.orders if o.lead or o.unit not in ended),
        copied_to=tuple(u for u in appeal.copied_to if u not in ended),
        supervised=tuple(
            replace(s, owing=tuple(u for u in s.owing if u not in ended)) for s in appeal.supervised
        ),
    )


def _nobody(kind: str) -> bool:
    return kind == "anonymous"


def _without(order: Order, ended: set[str]) -> Order:
    return replace(order, handed_to=tuple(u for u in order.handed_to if u not in ended))


def _unmerged(appeal: Appeal, _: e.AppealUnmerged, __: Recorded) -> Appeal:
    return marked(replace(_untold(appeal), parent_no=None), off=("merged", "objection"))


def _rejoined(appeal: Appeal, _: e.AppealRejoined, __: Recorded) -> Appeal:
    return marked(_untold(appeal), off=("objection",))


def _untold(appeal: Appeal) -> Appeal:
    """Return it without what was told of the parent, and said to it: no answer any more."""
    return replace(
        appeal,
        status=Status.COLLECTED,
        attempts=(),
        answered=False,
        solved=None,
        fed_back_at=None,
        closed_at=None,
        closing_kind=None,
    )


def _attached(appeal: Appeal, fact: e.ChildAttached, _: Recorded) -> Appeal:
    return replace(appeal, children=(*appeal.children, fact.child_no))


def _detached(appeal: Appeal, fact: e.ChildDetached, _: Recorded) -> Appeal:
    return replace(appeal, children=tuple(c for c in appeal.children if c != fact.child_no))


AFTER: dict[type, After] = {
    e.IntakeAmended: _amended,
    e.ProtectionAmended: _protected,
    e.ParentChanged: lambda a, f, r: replace(a, parent_no=f.parent_no),
    e.AppealRejoined: _rejoined,
    e.InfoRequested: lambda a, f, r: marked(a, "info_requested"),
    e.InfoProvided: lambda a, f, r: marked(a, off=("info_requested",)),
    e.AppealMerged: _merged,
    e.AppealUnmerged: _unmerged,
    e.ChildAttached: _attached,
    e.ChildDetached: _detached,
    e.AppealReclassified: lambda a, f, r: replace(a, category=f.category),
    e.SensitivityMarked: lambda a, f, r: replace(a, sensitive=f.kind),
}
