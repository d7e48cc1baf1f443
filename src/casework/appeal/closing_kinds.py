"""结案方式: the kind of a closing follows what the facts say (DOMAIN 4.3, 17.13)."""

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.appeal.words import ClosingKind

SOLVED = frozenset({"yes", "basically"})
NORMAL = frozenset({"normal", "normal_late"})

# An enquiry, a suggestion or thanks is done with when it was answered.
_DONE_BY_EXPLAINING = frozenset({"enquiry", "suggestion", "thanks"})


def check_kind_follows(kind: ClosingKind, appeal: Appeal) -> None:
    """Raise where the facts say otherwise. By force (强制结案) two persons close against them."""
    solved = is_solved(appeal)
    if kind in NORMAL and "objection" in appeal.marks:
        raise no.ObjectionOpen(appeal_no=appeal.appeal_no)
    why = None
    if kind in NORMAL and solved is False:
        why = "nobody says that it is solved (unsolved_explained says why not)"
    if kind == "unsolved_explained" and solved and "objection" not in appeal.marks:
        why = "it is solved"
    if kind == "refused_by_law" and not _is_refused_by_law(appeal):
        why = "neither the result nor its reason says so"
    if why is not None:
        raise no.KindAgainstFacts(appeal_no=appeal.appeal_no, kind=kind, why=why)


def is_solved(appeal: Appeal) -> bool | None:
    """Return what the claimant said; where nobody was called, what the result says.

    None where no result is known, in a foreign history.
    """
    if appeal.answered:
        return appeal.solved in SOLVED
    if appeal.outcome is None:
        return None
    explained = appeal.outcome == "explained" and appeal.type in _DONE_BY_EXPLAINING
    return appeal.outcome == "solved" or explained


def _is_refused_by_law(appeal: Appeal) -> bool:
    return appeal.outcome == "not_ours_by_law" or appeal.unsolved_reason == "no_legal_basis"
