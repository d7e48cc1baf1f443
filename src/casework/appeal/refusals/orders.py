"""Refused about an order: to whom, back from whom, helped by whom."""

from casework.errors import NotInState, Refusal


class NotAwaitingDispatch(NotInState):
    """{appeal_no} is not awaiting dispatch (待派单): it is {status}."""

    rule = "R-DSP-01"


class UnitMayNotLead(Refusal):
    """{name} ({unit}) may not lead an order (不可主办); choose a unit that may."""

    rule = "R-DSP-03"


class UnitNotWithinDuties(Refusal):
    """{name} ({unit}) leads nothing of category {category}: it is not on its list of duties."""

    rule = "R-DSP-04"


class ConflictOfInterest(Refusal):
    """{accused} is complained against in {appeal_no} (被诉): {name} ({unit}) takes no part."""

    rule = "R-DSP-05"


class UnitTwice(Refusal):
    """{unit} is named twice: a unit has at most one open order on a case."""

    rule = "R-DSP-06"


class StatutoryLimitMissing(Refusal):
    """Rule {rule} takes the law's own limit: give statutory_limit, such as "30 wd", and basis."""

    rule = "R-DSP-07"


class NothingToSuggest(Refusal):
    """Neither catalogue nor category {category} names a unit here; name lead_unit."""

    rule = "R-DSP-08"


class ThanksAreNotDispatched(Refusal):
    """{appeal_no} is thanks (表扬): it is recorded, not dispatched; answer it directly."""

    rule = "R-DSP-09"


class SameUnit(Refusal):
    """{unit} has the order of {appeal_no} already."""

    rule = "R-RAS-01"


class RecallTooLate(NotInState):
    """{appeal_no} was acknowledged by {by}: it can be reassigned, not recalled."""

    rule = "R-RCL-01"


class AccusedLeads(NotInState):
    """{name} ({unit}) leads {appeal_no} and is complained against: reassign it, or say to_pool."""

    rule = "R-DSP-10"


class NotBelow(Refusal):
    """{to_unit} does not lie below {unit}: an order is handed down only (逐级分派)."""

    rule = "R-ASG-02"


class DueAfterDeadline(Refusal):
    """The unit's own time {due} lies after the deadline {deadline}."""

    rule = "R-ASG-01"


class ReturnWindowClosed(Refusal):
    """The window for returning {appeal_no} closed at {closed_at}."""

    rule = "R-RET-01"


class ReturnedBefore(Refusal):
    """{unit} has asked to return {appeal_no} {times} times in this round; {limit} are allowed."""

    rule = "R-RET-02"


class DesignatedForGood(Refusal):
    """{appeal_no} was designated for good (指定承办): it takes a duty leader."""

    rule = "R-ARB-04"


class Designated(NotInState):
    """{appeal_no} was designated for good (指定承办): nobody may return it."""

    rule = "R-RET-03"


class ReturnAwaitsDecision(NotInState):
    """{unit} has asked to return {appeal_no} (退单待审): it is signed once that is decided."""

    rule = "R-RET-06"


class NoReturnPending(NotInState):
    """No return of {appeal_no} waits for a decision."""

    rule = "R-RET-04"


class NotDisputed(NotInState):
    """{appeal_no} is not in arbitration (争议裁定): it is {status}."""

    rule = "R-ARB-01"


class OnlyAStreetWhistles(Refusal):
    """Only a street leads others here by whistle (吹哨); {unit} is none."""

    rule = "R-WHI-01"


class AlreadyReported(NotInState):
    """{unit} has reported on {appeal_no} already."""

    rule = "R-CO-01"


class LateNeedsReason(Refusal):
    """This is after the limit {due}: say why (late_reason)."""

    rule = "R-CO-02"


class AgainstTheCatalogue(Refusal):
    """The catalogue (派单目录) names {suggested}, not {unit}: say in basis why it goes there."""

    rule = "R-DSP-11"


class NothingToHandOver(NotInState):
    """{unit} has no open order on {appeal_no}."""

    rule = "R-HOV-01"


class NotAwaitingAcknowledgement(NotInState):
    """{appeal_no} is not awaiting acknowledgement (待签收): it is {status}."""

    rule = "R-ACK-01"


class AlreadyAcknowledged(NotInState):
    """{appeal_no} was already acknowledged (已签收) by {by}."""

    rule = "R-ACK-02"
