"""诉求的重放: what each fact means for the case and its claimant."""

from api.reports.recount.custody import ReplayedCase
from api.reports.recount.model import CallbackAnswer, Cycle, WorkOrder
from casework.appeal import events as e


def collected(case: ReplayedCase, fact: e.AppealCollected) -> None:
    """Begin the first cycle (采集)."""
    cycle = Cycle(
        appeal_no=case.stream,
        number=0,
        round=0,
        raised_at=case.begins,
        channel=fact.channel,
        type=fact.type,
        category=fact.category,
        area=fact.area,
        related_to=fact.related_to,
        in_pool=True,
        anonymous=fact.claimant_kind == "anonymous",
    )
    case.cycles.append(cycle)


def amended(case: ReplayedCase, fact: e.IntakeAmended) -> None:
    """Take what was put right (更正登记)."""
    case.now.type = fact.type or case.now.type
    case.now.category = fact.category or case.now.category
    case.now.area = fact.area or case.now.area


def reclassified(case: ReplayedCase, fact: e.AppealReclassified) -> None:
    """Take the other category (重新归类)."""
    case.now.category = fact.category


def merged(case: ReplayedCase, fact: e.AppealMerged) -> None:
    """Let it be handled with its parent from now on (并案)."""
    for order in case.now.open_orders():
        order.is_taken_away(case.happened)
    case.now.parent_no = fact.parent_no
    case.leave_without_lead(in_pool=False)


def unmerged(case: ReplayedCase, fact: e.AppealUnmerged) -> None:
    """Let it stand alone; what was told of the parent is void (拆分)."""
    case.now.parent_no, case.now.in_pool = None, True
    _forget_result(case.now)


def rejoined(case: ReplayedCase, fact: e.AppealRejoined) -> None:
    """Open it again with its parent, with which it was closed (随主件重开)."""
    _forget_result(case.now)


def _forget_result(cycle: Cycle) -> None:
    cycle.told, cycle.results_told = False, 0
    cycle.callback_by = cycle.answer = cycle.answered_at = None
    cycle.closed_at = cycle.closing_kind = None


def parent_changed(case: ReplayedCase, fact: e.ParentChanged) -> None:
    """Let it be handled with another parent (变更主件)."""
    case.now.parent_no = fact.parent_no


def protection_amended(case: ReplayedCase, fact: e.ProtectionAmended) -> None:
    """Take its part from who is accused (变更保护与对象)."""
    for unit in fact.ended:
        helper = case.now.known(unit, leads=False)
        if helper is not None and helper.has_it:
            helper.is_taken_away(case.begins)
    if any(limit.clock == "closing" for limit in fact.limits):
        _call_nobody(case)


def withdrawn(case: ReplayedCase, fact: e.AppealWithdrawn) -> None:
    """Call nobody back where it goes on in the public interest (撤单)."""
    if fact.limits:
        _call_nobody(case)


def _call_nobody(case: ReplayedCase) -> None:
    (case.now.lead or case.now).callback_by = None


def called_back(case: ReplayedCase, fact: e.CallbackRecorded) -> None:
    """Note what the claimant said of a result that was told (回访)."""
    if fact.connected and case.now.told:
        answered = case.now.lead or case.now
        answered.answer = CallbackAnswer(
            case.happened, fact.contacted, fact.solved, fact.satisfied, fact.stars
        )
        case.now.answered_at = case.happened


def record_corrected(case: ReplayedCase, fact: e.RecordCorrected) -> None:
    """Let the newest record be the one that counts (更正记录)."""
    if fact.superseded:
        return
    if fact.record == "callback":
        _correct_callback(case, fact)
    elif fact.record == "feedback" and fact.limits:  # it is to be told still
        case.now.told = False
        if lead := case.now.lead:
            lead.fed_back_at = lead.ended_at = lead.callback_by = None


def _correct_callback(case: ReplayedCase, fact: e.RecordCorrected) -> None:
    answered = _leading(case, fact) or case.now
    at = answered.answer.at if answered.answer else fact.happened_at
    said = CallbackAnswer(at, fact.contacted, fact.solved, fact.satisfied, fact.stars)
    answered.answer = said if fact.connected else None
    if not fact.connected and fact.round == case.now.round:
        case.now.answered_at = None


def _leading(case: ReplayedCase, fact: e.RecordCorrected) -> WorkOrder | None:
    """Return the order that led in the round of the record, in whatever cycle."""
    led = (o for cycle in case.cycles for o in cycle.orders if o.leads and o.round == fact.round)
    return next((o for o in led if o.unit == fact.unit), None)


def rework_ordered(case: ReplayedCase, fact: e.ReworkOrdered) -> None:
    """Begin a further round of the same cycle (重办)."""
    before = case.now.lead
    if before is not None:
        before.round_ended_at = case.begins
    for order in case.now.open_orders():
        order.ends(case.begins)
    case.begin_round(fact.round, fact.unit or (before.unit if before else None))


def reopened(case: ReplayedCase, fact: e.AppealReopened) -> None:
    """Begin a new cycle; the one before stays as it is (重新办理)."""
    last = case.now.lead.unit if case.now.lead else None
    sent_to = case.now.sent_to[-1:]
    for order in case.now.open_orders():
        order.ends(case.begins)
    case.now.closed_at = case.now.closed_at or case.begins
    case.cycles.append(case.now.again(fact.round, case.begins))
    case.begin_again(fact.unit or last or (sent_to[0] if sent_to else None))


def closed(case: ReplayedCase, fact: e.AppealClosed) -> None:
    """End the cycle and what is open in it (结案)."""
    case.take_lateness(known=fact.lateness_known, late=fact.late or fact.kind == "normal_late")
    for order in case.now.open_orders():
        order.ends(case.happened)
    case.now.in_pool = False
    case.now.closed_at = case.now.closed_at or case.happened
    case.now.closing_kind = fact.kind


def excluded(case: ReplayedCase, fact: e.ExclusionGranted) -> None:
    """Note the ground on which two decided that it is not counted (剔除)."""
    case.now.excluded = fact.ground


def assessment_corrected(case: ReplayedCase, fact: e.AssessmentCorrected) -> None:
    """Note what is to count otherwise, of one unit or of all (考核更正)."""
    case.now.corrected |= set(fact.counted_as)
    for order in case.now.orders:
        if fact.unit in (None, order.unit):
            order.corrected |= set(fact.counted_as)
