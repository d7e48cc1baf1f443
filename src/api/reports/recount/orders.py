"""工单的重放: what each fact means for who has the case and what is done with it."""

from api.reports.recount.custody import ReplayedCase
from casework.appeal import events as e


def dispatched(case: ReplayedCase, fact: e.AppealDispatched) -> None:
    """Begin a round with its lead and its co-handlers (派单)."""
    case.take_from_lead()  # a foreign history may send it on without more ado
    case.now.round = fact.round
    if case.now.dispatch_by is not None and case.begins > case.now.dispatch_by:
        case.now.dispatched_late = True
    case.now.dispatched_at = case.now.dispatched_at or case.begins
    case.lead(fact.lead_unit)
    case.help(fact.co_orders)


def reassigned(case: ReplayedCase, fact: e.AppealReassigned) -> None:
    """Let another unit lead; in a foreign history a case that waits goes on waiting (改派)."""
    before = case.now.lead
    if before is not None:
        before.is_taken_away(case.begins)
    stood = before is not None and before.stands
    given = case.lead(fact.to_unit)
    if stood:
        case.halt(given)
        given.stretches.pop()


def designated(case: ReplayedCase, fact: e.UnitDesignated) -> None:
    """Let another unit lead (裁定指定)."""
    case.take_from_lead()
    case.lead(fact.unit)


def acknowledged(case: ReplayedCase, fact: e.OrderAcknowledged) -> None:
    """Note when the unit signed (签收)."""
    if order := case.now.held_by(fact.unit):
        order.acknowledged_at = case.happened


def recalled(case: ReplayedCase, fact: e.OrderRecalled) -> None:
    """Put it back into the pool (撤回派单)."""
    case.take_from_lead()
    case.leave_without_lead(in_pool=True)


def return_accepted(case: ReplayedCase, fact: e.ReturnAccepted) -> None:
    """Take the order away; the lead's puts the case back into the pool (同意退单)."""
    if order := case.now.held_by(fact.unit):
        order.returns_accepted += 1
        order.is_taken_away(case.begins)
        if order.leads:
            case.now.return_accepted = True
            case.leave_without_lead(in_pool=True)


def arbitration_opened(case: ReplayedCase, fact: e.ArbitrationOpened) -> None:
    """Let the centre hold it while it is disputed (提起争议裁定)."""
    case.take_from_lead()
    case.leave_without_lead(in_pool=False)


def return_requested(case: ReplayedCase, fact: e.ReturnRequested) -> None:
    """Count it; while it is decided, nobody waits for the lead unit (退单申请)."""
    if order := case.now.held_by(fact.unit):
        order.returns += 1
        if fact.lead:
            order.stops(case.begins)
            if order.acknowledged_at is None:
                order.wants_rid_of_it_since = case.happened


def return_refused(case: ReplayedCase, fact: e.ReturnRefused) -> None:
    """Let the unit keep it (不同意退单)."""
    _keep(case, fact.unit, again=fact.lead)


def request_voided(case: ReplayedCase, fact: e.RequestVoided) -> None:
    """Wait no more for what was asked for (申请失效)."""
    if fact.matter == "return":
        _keep(case, fact.unit, again=not fact.helper)
    elif fact.matter == "extension" and (order := case.now.held_by(fact.unit)):
        order.asked_for_more_time = False


def _keep(case: ReplayedCase, unit: str, *, again: bool) -> None:
    """Wait for no return any more; where the centre had the unit's time, it has that again."""
    if order := case.now.held_by(unit):
        order.wants_rid_of_it_since = None
        if again:
            order.starts(case.now.clock, case.begins)


def co_handler_added(case: ReplayedCase, fact: e.CoHandlerAdded) -> None:
    """Give another unit a part (增加协办)."""
    case.help((fact.order,))


def whistle_blown(case: ReplayedCase, fact: e.WhistleBlown) -> None:
    """Give each unit called to the spot a part (吹哨)."""
    case.help(fact.orders, whistled=True)


def co_handler_reported(case: ReplayedCase, fact: e.CoHandlerReported) -> None:
    """End a co-handler's order, if the report is its last (协办反馈)."""
    if fact.interim:
        return
    if order := case.now.known(fact.unit, leads=False):
        order.handled_at, order.handled_by = case.happened, case.user
        order.ends(case.happened)


def handled(case: ReplayedCase, fact: e.AppealHandled) -> None:
    """Note the lead's result; who had not to sign before it need not any more (办结)."""
    case.take_lateness(known=fact.lateness_known, late=fact.late)
    if (lead := case.now.lead) is None:
        return
    lead.stops(case.happened)
    lead.handled_at, lead.handled_by = case.happened, case.user
    lead.stands = lead.asked_for_more_time = False
    for order in case.now.open_orders():
        by = order.acknowledge_by
        if order.acknowledged_at is None and by is not None and by >= case.happened:
            order.acknowledge_by = None


def sent_back(case: ReplayedCase, fact: e.HandlingSentBack) -> None:
    """Await another result: what it mends is the result, not its lateness (退回重办)."""
    if (lead := case.now.lead) is None:
        return
    case.now.was_late |= lead.handled_at is not None and lead.missed
    lead.handled_at = lead.feed_back_by = None
    lead.ended_at = lead.signing_ended_at = None
    lead.stands = False
    lead.sent_back = True
    lead.starts(case.now.clock, case.begins)


def fed_back(case: ReplayedCase, fact: e.AppealFedBack) -> None:
    """End every order but those of co-handlers with a deadline of their own (反馈)."""
    for order in case.now.open_orders():
        if not order.leads and order.unit in fact.parts_open:
            continue
        order.left_out = not order.leads
        order.ends(case.happened)
        if order.leads:
            order.fed_back_at = case.happened
    case.now.told = True


def result_shared(case: ReplayedCase, fact: e.ResultShared) -> None:
    """Note that a merged claimant was told the parent's result, and may be asked (并案结果)."""
    case.now.told, case.now.answer, case.now.answered_at = True, None, None
    case.now.results_told += 1


def extension_requested(case: ReplayedCase, fact: e.ExtensionRequested) -> None:
    """Take it for in time if it is asked for before the deadline (延期申请)."""
    order = case.now.held_by(fact.unit)
    if order is not None and order.due and case.happened <= order.due:
        order.asked_for_more_time = True


def extension_approved(case: ReplayedCase, fact: e.ExtensionApproved) -> None:
    """Count the case as extended (同意延期)."""
    extension_refused(case, fact)
    if case.now.lead is not None:
        case.now.lead.extended = True


def extension_refused(case: ReplayedCase, fact: e.ExtensionApproved | e.ExtensionRefused) -> None:
    """Wait no more for more time (不同意延期)."""
    if order := case.now.held_by(fact.unit):
        order.asked_for_more_time = False


def suspended(case: ReplayedCase, fact: e.AppealSuspended) -> None:
    """Let no time pass for any order that is not handled (挂账)."""
    if case.now.lead is not None:
        case.now.lead.suspended = True
    for order in case.now.open_orders():
        if order.handled_at is None:
            order.stops(case.begins)
            case.halt(order)


def resumed(case: ReplayedCase, fact: e.AppealResumed) -> None:
    """Let time pass again (恢复办理)."""
    for order in case.now.open_orders():
        if order.stands and order.leads:
            order.starts(case.now.clock, case.begins)
        order.stands = False


def overdue(case: ReplayedCase, fact: e.ClockOverdue) -> None:
    """Believe what a foreign history says; of our own it is computed (超时)."""
    if fact.clock == "handling" and case.foreign:
        case.now.was_late = True
