"""规则: what the claimant's answer counts for, and for whom (回访)."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from fractions import Fraction

from api.reports.recount.model import CallbackAnswer, Cycle, WorkOrder
from api.reports.recount.terms import Counted, CountingTerms, Entry, Holder, Worth, one_if


def answers_counted(cycle: Cycle, terms: CountingTerms) -> Iterator[Counted]:
    """Yield what the claimant says, a merged one beside the one of its parent."""
    if cycle.parent_no is not None:
        if (answering := _answering_for(cycle, terms)) is not None:
            for entry in _of_claimant(cycle, cycle, terms):
                yield Holder(answering.unit, "", cycle), entry
    elif (first := cycle.led[0 if terms.policy.callback == "first" else -1]) is not None:
        for entry in _of_claimant(cycle, first, terms):
            yield Holder(first.unit, first.handled_by or "", cycle), entry


def _answering_for(child: Cycle, terms: CountingTerms) -> WorkOrder | None:
    """Return who leads the case it was put under, in the cycle in which its claimant answered."""
    until = child.answer.at if child.answer else child.closed_at
    parents = terms.appeals.get(child.parent_no or "", [])
    begun = [each for each in parents if until is None or each.raised_at <= until]
    return next((each.lead for each in reversed(begun) if each.lead is not None), None)


def _of_claimant(cycle: Cycle, answers: WorkOrder | Cycle, terms: CountingTerms) -> Iterator[Entry]:
    if not terms.is_assessed(cycle, answers.corrected):
        return
    answer = answers.answer and _corrected(answers.answer, answers.corrected)
    valid = answer is not None and _is_valid(cycle, answer, answers.corrected, terms)
    if answers.callback_by or answer:
        yield "valid_callbacks", one_if(valid)
    if answer is not None and valid:
        yield from _of_answer(cycle, answer, terms)


def _of_answer(cycle: Cycle, answer: CallbackAnswer, terms: CountingTerms) -> Iterator[Entry]:
    """Yield what a valid answer says: contact, solution, satisfaction, by the policy's scale."""
    policy = terms.policy
    yield "valid", 1
    further = cycle.reworked and policy.callback == "latest"
    first = cycle.number == 0 and not further and cycle.results_told <= 1
    yield "first_time_resolution", one_if(first and answer.solved == "yes")
    yield "response", one_if(answer.contacted)
    yield "resolution", _weight(answer.solved, policy.basically_solved)
    if policy.scale == "words":
        yield "satisfaction", _weight(answer.satisfied, policy.basically_satisfied)
    elif answer.stars is not None:
        yield "satisfaction", Fraction(answer.stars, 10) if answer.stars else None
    for figure, holds in (
        ("contacted", answer.contacted),
        ("solved", answer.solved == "yes"),
        ("satisfied", answer.satisfied in ("very", "yes")),
        ("basically_satisfied", answer.satisfied == "basically"),
    ):
        if holds:
            yield figure, 1


def _is_valid(
    cycle: Cycle, answer: CallbackAnswer, corrected: Collection[str], terms: CountingTerms
) -> bool:
    """Return whether it counts under the policy (有效回访); of nobody anonymous it does."""
    if cycle.anonymous or "not_valid" in corrected:
        return False
    unclear, refuses = answer.solved == "unclear", answer.satisfied == "refuses"
    return (not unclear or terms.policy.unclear_is_valid) and (
        not refuses or terms.policy.refuses_is_valid
    )


def _weight(said: str | None, basically: object) -> Worth:
    if said in ("yes", "very"):
        return 1
    weight = Fraction(str(basically))
    return weight if said == "basically" and weight else None


def _corrected(answer: CallbackAnswer, counted_as: Collection[str]) -> CallbackAnswer:
    """Return what is to count as said, after an objection that was granted."""
    said = {each for each in ("contacted", "solved", "satisfied") if each in counted_as}
    return replace(
        answer,
        contacted=True if "contacted" in said else answer.contacted,
        solved="yes" if "solved" in said else answer.solved,
        satisfied="yes" if "satisfied" in said else answer.satisfied,
        stars=10 if "satisfied" in said and answer.stars is not None else answer.stars,
    )
