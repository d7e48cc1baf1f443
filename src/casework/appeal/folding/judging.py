"""Judging: what the claimant said, another round, the end, what counts."""

from msgspec.structs import replace

from casework.appeal import events as e
from casework.appeal.appeal import Appeal, Attempt, Order
from casework.appeal.folding.steps import After, asked, decided, marked, settled
from casework.appeal.words import OF_UNIT, Status
from casework.facts import Recorded
from casework.time import CHINA


def _called_back(appeal: Appeal, fact: e.CallbackRecorded, recorded: Recorded) -> Appeal:
    """Return it after a callback.

    An unanswered attempt leaves the appeal waiting for the next one; a call because the limit has
    passed leaves it with its unit; one more answer is the one that holds.
    """
    if appeal.status not in (Status.FED_BACK, Status.CALLED_BACK):
        return appeal
    on = recorded.envelope.happened_at.astimezone(CHINA).date()
    attempts = (*appeal.attempts, Attempt(on, fact.channel))
    if not fact.connected:
        return replace(appeal, attempts=attempts)
    moved = replace(
        appeal,
        status=Status.CALLED_BACK,
        attempts=attempts,
        answered=True,
        solved=fact.solved,
        first_satisfied=appeal.first_satisfied or fact.satisfied,
        final_satisfied=fact.satisfied,
        answers=(*appeal.answers, recorded.version),
    )
    return marked(moved, off=("objection",))


def _corrected(appeal: Appeal, fact: e.RecordCorrected, _: Recorded) -> Appeal:
    """Return what rules ask of the newest records; what is corrected further back moves nothing."""
    if fact.record == "callback" and fact.version in appeal.answers:
        return _answer_corrected(appeal, fact)
    if fact.record == "result" and fact.version == appeal.result_version:
        return replace(appeal, outcome=fact.outcome, unsolved_reason=fact.unsolved_reason)
    if fact.record == "feedback" and any(x.clock == "feedback" for x in fact.limits):
        tried = appeal.feedback_attempts + 1
        return replace(appeal, status=Status.HANDLED, fed_back_at=None, feedback_attempts=tried)
    if fact.record == "contact" and fact.visited:
        return replace(appeal, visited=True)
    return appeal


def _answer_corrected(appeal: Appeal, fact: e.RecordCorrected) -> Appeal:
    first, last = fact.version == appeal.answers[0], fact.version == appeal.answers[-1]
    moved = replace(appeal, first_satisfied=fact.satisfied) if first else appeal
    if not last:
        return moved
    moved = replace(moved, solved=fact.solved, final_satisfied=fact.satisfied)
    if fact.connected or appeal.status != Status.CALLED_BACK:
        return moved
    left = tuple(v for v in appeal.answers if v != fact.version)
    return replace(moved, status=Status.FED_BACK, answered=False, answers=left)


def _rework(appeal: Appeal, fact: e.ReworkOrdered, recorded: Recorded) -> Appeal:
    moved = _again(appeal, fact.round, fact.unit, fact.unit_name)
    return marked(replace(moved, reworks=appeal.reworks + 1), "reworked")


def _reopened(appeal: Appeal, fact: e.AppealReopened, _: Recorded) -> Appeal:
    moved = _again(appeal, fact.round, fact.unit or appeal.lead_unit, fact.unit_name)
    return replace(
        moved, closed_at=None, closing_kind=None, cycle_round=fact.round, late_in_cycle=False
    )


def _again(appeal: Appeal, round_: int, unit: str | None, named: str | None = None) -> Appeal:
    """Return a new round with one unit: what was returned or asked before does not count."""
    before = appeal.order_of(unit)
    name = named or (before.unit_name if before else unit or "")
    orders = (Order(unit, name, lead=True, state="acknowledged"),) if unit else ()
    moved = replace(
        appeal,
        status=Status.HANDLING,
        round=round_,
        lead_unit=unit,
        orders=orders,
        attempts=(),
        answered=False,
        returned=(),
        disowned=(),
        extensions=0,
        suspensions=0,
        visited=False,
        parent_no=None,
    )
    off = ("reviewed", "designated", "merged", "objection", "evaluated", "sent_back", "reworked")
    return marked(settled(moved, *OF_UNIT, "forced_close"), off=off)


def _closed(appeal: Appeal, fact: e.AppealClosed, recorded: Recorded) -> Appeal:
    moved = replace(
        appeal,
        status=Status.CLOSED,
        closed_at=recorded.envelope.happened_at,
        closing_kind=fact.kind,
    )
    signed = ("withdrawal", "forced_close", "transfer_out")
    off = ("suspended", "info_requested", "objection")
    return marked(settled(moved, *OF_UNIT, *signed), off=off)


def _withdrawn(appeal: Appeal, fact: e.AppealWithdrawn, _: Recorded) -> Appeal:
    """Return it withdrawn; a matter of safety goes on: nobody is told, nobody is called."""
    moved = settled(appeal, "withdrawal")
    if not fact.continues:
        return moved
    return marked(replace(moved, anonymous=True, wants_callback=False), "public_interest")


def _endorsed(appeal: Appeal, fact: e.DecisionEndorsed, recorded: Recorded) -> Appeal:
    by = recorded.envelope.actor.user
    grounds = {**appeal.grounds, fact.matter: fact.reason}
    return replace(appeal, endorsed={**appeal.endorsed, fact.matter: by}, grounds=grounds)


AFTER: dict[type, After] = {
    e.CallbackRecorded: _called_back,
    e.RecordCorrected: _corrected,
    e.EvaluationGiven: lambda a, f, r: marked(a, "evaluated"),
    e.ObjectionRaised: lambda a, f, r: marked(a, "objection"),
    e.ObjectionSettled: lambda a, f, r: marked(a, off=("objection",)),
    e.ReworkOrdered: _rework,
    e.WithdrawalRequested: asked("withdrawal"),
    e.AppealWithdrawn: _withdrawn,
    e.AppealClosed: _closed,
    e.AppealReopened: _reopened,
    e.AppealArchived: lambda a, f, r: replace(a, status=Status.ARCHIVED),
    e.ExclusionRequested: asked("exclusion"),
    e.ExclusionGranted: decided("exclusion", "excluded", "exclusion_decided"),
    e.ExclusionRefused: decided("exclusion", "exclusion_decided"),
    e.AssessmentAppealed: asked("assessment"),
    e.AssessmentCorrected: decided("assessment", "assessment_decided"),
    e.AssessmentUpheld: decided("assessment", "assessment_decided"),
    e.DecisionEndorsed: _endorsed,
}
