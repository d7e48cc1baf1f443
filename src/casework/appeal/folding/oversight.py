"""Oversight: urged, supervised, erased. Reminders and notes change no state."""

from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.appeal import Appeal, Supervision
from casework.appeal.folding.steps import After, marked, settled
from casework.facts import Recorded


def _supervision_opened(appeal: Appeal, fact: e.SupervisionOpened, _: Recorded) -> Appeal:
    opened = (*appeal.supervised, Supervision(fact.supervision, fact.units, fact.units))
    return marked(replace(appeal, supervised=opened, supervisions=fact.supervision), "supervised")


def _supervision_replied(appeal: Appeal, fact: e.SupervisionReplied, _: Recorded) -> Appeal:
    def without(s: Supervision) -> Supervision:
        if s.number != fact.supervision:
            return s
        return replace(s, owing=tuple(u for u in s.owing if u != fact.unit))

    return replace(appeal, supervised=tuple(map(without, appeal.supervised)))


def _supervision_closed(appeal: Appeal, fact: e.SupervisionClosed, _: Recorded) -> Appeal:
    left = tuple(s for s in appeal.supervised if s.number != fact.supervision)
    moved = replace(appeal, supervised=left)
    return moved if left else marked(moved, off=("supervised",))


AFTER: dict[type, After] = {
    e.AppealLabelled: lambda a, f, r: replace(a, labels=f.labels),
    e.RecusalRecorded: lambda a, f, r: replace(a, recused=a.recused | {f.person}),
    e.OrderUrged: lambda a, f, r: replace(a, urges=f.count),
    e.SupervisionOpened: _supervision_opened,
    e.SupervisionReplied: _supervision_replied,
    e.SupervisionClosed: _supervision_closed,
    e.PersonalDataErased: lambda a, f, r: marked(settled(a, "erasure"), "erased"),
}
