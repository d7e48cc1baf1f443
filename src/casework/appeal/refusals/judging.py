"""Refused while judging: callback, rework, closing, what counts."""

from casework.errors import NotInState, Refusal


class NotAwaitingCallback(NotInState):
    """{appeal_no} is not awaiting callback (待回访): it is {status}."""

    rule = "R-CBK-01"


class AnswersWithoutConnection(Refusal):
    """An attempt that did not connect has no answers: leave out what the claimant would say."""

    rule = "R-CBK-02"


class AnswersMissing(Refusal):
    """A callback that connected needs contacted, solved and satisfied."""

    rule = "R-CBK-03"


class AttemptsUsedUp(Refusal):
    """{appeal_no} was called {attempts} times without an answer: close it as unreachable."""

    rule = "R-CBK-04"


class StarsOutOfRange(Refusal):
    """A claimant gives from 0 to {most} stars (星级评价), not {stars}."""

    rule = "R-CBK-05"


class NotAwaitingClosing(NotInState):
    """{appeal_no} cannot be closed (结案) while it is {status}."""

    rule = "R-CLS-01"


class CallbackOutstanding(NotInState):
    """{appeal_no} is still owed a callback (待回访); record it before closing."""

    rule = "R-CLS-02"


class KindNeedsReason(Refusal):
    """Closing as {kind} needs a reason."""

    rule = "R-CLS-03"


class KindHasItsOwnVerb(Refusal):
    """An appeal is not closed as {kind} by hand; that kind belongs to a verb of its own."""

    rule = "R-CLS-04"


class StillReachable(Refusal):
    """Closing as unreachable takes {needed}; {appeal_no} has {attempts} attempts so far."""

    rule = "R-CLS-05"


class SecondApprovalMissing(Refusal):
    """Closing by force (强制结案) takes a duty leader and approved_by: a second or a supervisor."""

    rule = "R-CLS-06"


class RequestsPending(NotInState):
    """{appeal_no} cannot be closed while a request waits for a decision: {pending}."""

    rule = "R-CLS-07"


class UnderSupervision(NotInState):
    """{appeal_no} is under supervision (督办): the supervision is closed first."""

    rule = "R-CLS-08"


class ReworksUsedUp(Refusal):
    """{appeal_no} was sent to be done again {count} times; beyond {limit} a duty leader decides."""

    rule = "R-REW-01"


class ReopenWindowClosed(Refusal):
    """{appeal_no} could be reopened until {until}; take in a new appeal related to it."""

    rule = "R-REO-01"


class NoLeadToReopen(NotInState):
    """{appeal_no} was never dispatched: take in a new appeal related to it."""

    rule = "R-REO-02"


class NotCalledBackYet(NotInState):
    """{appeal_no} was not called back yet: exclusion is asked for after the callback."""

    rule = "R-EXC-01"


class ExclusionDecided(NotInState):
    """Exclusion of {appeal_no} was asked for or decided before; an assessment appeal is left."""

    rule = "R-EXC-02"


class NoExclusionPending(NotInState):
    """No exclusion of {appeal_no} waits for a decision."""

    rule = "R-EXC-03"


class AssessmentAppealPending(NotInState):
    """An assessment appeal on {appeal_no} was made or decided before."""

    rule = "R-ASM-01"


class NoAssessmentAppeal(NotInState):
    """No assessment appeal on {appeal_no} waits for a decision."""

    rule = "R-ASM-02"


class NothingCountedOtherwise(Refusal):
    """A correction says what is counted otherwise (更正须写明更正项): name it in counted_as."""

    rule = "R-ASM-03"


class CountedBothWays(Refusal):
    """A case counts as handled in time or as late, not as both."""

    rule = "R-ASM-04"


class WithdrawnAlready(NotInState):
    """{appeal_no} was withdrawn; it goes on in the public interest, without its claimant."""

    rule = "R-WDR-01"


class ReopenWindowStillOpen(Refusal):
    """{appeal_no} can be reopened until {until}; it is archived after that."""

    rule = "R-ARC-01"


class NobodyToCall(Refusal):
    """{appeal_no} is anonymous (匿名): there is nobody to contact or to call back."""

    rule = "R-CBK-06"


class KindAgainstFacts(Refusal):
    """{appeal_no} cannot be closed as {kind}: {why}."""

    rule = "R-CLS-09"


class ObjectionOpen(NotInState):
    """The claimant of {appeal_no} objects (诉求人异议): answer that, or close with a reason."""

    rule = "R-CLS-10"


class ChildIsClosedByLeader(NotInState):
    """{appeal_no} goes with {parent_no}: after that a duty leader closes it as unsolved."""

    rule = "R-CLS-11"


class ClaimantSaysUnsolved(NotInState):
    """The claimant of {appeal_no} says that it is not solved: the duty leader decides on it."""

    rule = "R-CLS-12"


class NothingTold(NotInState):
    """No result of {appeal_no} was told yet: there is nothing to judge."""

    rule = "R-EVA-01"


class EvaluationWindowClosed(Refusal):
    """A result may be judged until {until}; it is past that."""

    rule = "R-EVA-02"


class EvaluatedAlready(NotInState):
    """The claimant of {appeal_no} has judged this result already."""

    rule = "R-EVA-03"


class ObjectedAlready(NotInState):
    """An objection of the claimant of {appeal_no} waits to be answered."""

    rule = "R-OBJ-01"


class NoObjection(NotInState):
    """The claimant of {appeal_no} raises no objection that waits for an answer."""

    rule = "R-OBJ-02"


class NoSuchRecord(Refusal):
    """Fact {version} of {appeal_no} is no {record} that could be corrected."""

    rule = "R-COR-01"


class NothingCorrected(Refusal):
    """The correction changes nothing: give at least one value that differs."""

    rule = "R-COR-02"


class NotOfThisRecord(Refusal):
    """A {record} has no {field}: leave it out."""

    rule = "R-COR-03"


class CorrectionTooLate(NotInState):
    """{appeal_no} has gone on by that {record}: {what} is not taken back while it is {status}."""

    rule = "R-COR-04"


class RecordItInstead(Refusal):
    """What was never reached is recorded, not corrected: record the {record} itself."""

    rule = "R-COR-05"
