"""Taking in: what a resident said, put right, merged, split, marked."""

from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.appeal import Appeal
from casework.appeal.folding.steps import OF_UNIT, After, marked, settled
from casework.appeal.words import Status
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


def _unmerged(appeal: Appeal, _: e.AppealUnmerged, __: Recorded) -> Appeal:
    return marked(
        replace(appeal, parent_no=None, status=Status.COLLECTED, attempts=(), answered=False),
        off=("merged",),
    )


def _attached(appeal: Appeal, fact: e.ChildAttached, _: Recorded) -> Appeal:
    return replace(appeal, children=(*appeal.children, fact.child_no))


def _detached(appeal: Appeal, fact: e.ChildDetached, _: Recorded) -> Appeal:
    return replace(appeal, children=tuple(c for c in appeal.children if c != fact.child_no))


AFTER: dict[type, After] = {
    e.IntakeAmended: _amended,
    e.InfoRequested: lambda a, f, r: marked(a, "info_requested"),
    e.InfoProvided: lambda a, f, r: marked(a, off=("info_requested",)),
    e.AppealMerged: _merged,
    e.AppealUnmerged: _unmerged,
    e.ChildAttached: _attached,
    e.ChildDetached: _detached,
    e.AppealReclassified: lambda a, f, r: replace(a, category=f.category),
    e.SensitivityMarked: lambda a, f, r: replace(a, sensitive=f.kind),
}
