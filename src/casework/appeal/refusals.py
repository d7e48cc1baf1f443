"""Every reason for which a rule of the appeal says no. The docstring is what the caller reads."""

from casework.errors import Forbidden, Refusal


class PostRequired(Forbidden):
    """To {verb} an appeal takes one of these posts: {posts}."""

    rule = "R-PER-01"


class OrderOfAnotherUnit(Forbidden):
    """{appeal_no} is not addressed to unit {unit}; only its lead unit may {verb} it."""

    rule = "R-PER-02"


class SameHands(Forbidden):
    """{user} submitted the handling and may not judge it: callback and closing need other hands."""

    rule = "R-PER-03"


class NotAwaitingDispatch(Refusal):
    """{appeal_no} is not awaiting dispatch (待派单): it is {status}."""

    rule = "R-DSP-01"


class UnknownUnit(Refusal):
    """There is no unit {unit} in the directory at this time; GET /v1/units lists them."""

    rule = "R-DSP-02"


class UnitMayNotLead(Refusal):
    """{name} ({unit}) may not lead an order (不可主办); choose a unit that may."""

    rule = "R-DSP-03"


class NotAwaitingAcknowledgement(Refusal):
    """{appeal_no} is not awaiting acknowledgement (待签收): it is {status}."""

    rule = "R-ACK-01"


class AlreadyAcknowledged(Refusal):
    """{appeal_no} was already acknowledged (已签收) by {by}."""

    rule = "R-ACK-02"


class NotBeingHandled(Refusal):
    """{appeal_no} is not being handled (办理中): it is {status}."""

    rule = "R-HDL-01"


class UnsolvedNeedsReason(Refusal):
    """An outcome of not_solved (未解决) needs unsolved_reason and a plan with a date."""

    rule = "R-HDL-02"


class NotAwaitingFeedback(Refusal):
    """{appeal_no} is not awaiting feedback (待反馈): it is {status}."""

    rule = "R-FBK-01"


class NobodyToTell(Refusal):
    """{appeal_no} is anonymous: nobody can be told, so delivered must be false."""

    rule = "R-FBK-02"


class NotAwaitingCallback(Refusal):
    """{appeal_no} is not awaiting callback (待回访): it is {status}."""

    rule = "R-CBK-01"


class AnswersWithoutConnection(Refusal):
    """An attempt that did not connect has no answers: leave contacted, solved and satisfied out."""

    rule = "R-CBK-02"


class AnswersMissing(Refusal):
    """A callback that connected needs contacted, solved and satisfied."""

    rule = "R-CBK-03"


class AttemptsUsedUp(Refusal):
    """{appeal_no} was called {attempts} times without an answer: close it as unreachable."""

    rule = "R-CBK-04"


class NotAwaitingClosing(Refusal):
    """{appeal_no} cannot be closed (结案) while it is {status}."""

    rule = "R-CLS-01"


class CallbackOutstanding(Refusal):
    """{appeal_no} is still owed a callback (待回访); record it before closing."""

    rule = "R-CLS-02"


class KindNeedsReason(Refusal):
    """Closing as {kind} needs a reason."""

    rule = "R-CLS-03"


class KindHasItsOwnVerb(Refusal):
    """An appeal is not closed as {kind} by hand; that kind belongs to a verb of its own."""

    rule = "R-CLS-04"


class StillReachable(Refusal):
    """Closing as unreachable takes {needed} unanswered attempts; {appeal_no} has {attempts}."""

    rule = "R-CLS-05"


class SecondApprovalMissing(Refusal):
    """Closing by force (强制结案) takes a duty leader and approved_by: a second or a supervisor."""

    rule = "R-CLS-06"


class AlreadyClosed(Refusal):
    """{appeal_no} is closed (已结案)."""

    rule = "R-APL-01"


class TimeInTheFuture(Refusal):
    """{field} {value} lies in the future."""

    rule = "R-TIM-01"


class TimeTooLongAgo(Refusal):
    """{field} {value} lies more than {days} days back."""

    rule = "R-TIM-02"


class UnknownCategory(Refusal):
    """There is no category {category}; GET /v1/categories lists them."""

    rule = "R-COL-01"


class UnknownArea(Refusal):
    """There is no area or grid {area} at this time; GET /v1/areas lists them."""

    rule = "R-COL-02"


class EmptyText(Refusal):
    """{field} must not be empty."""

    rule = "R-TXT-01"


class TextTooLong(Refusal):
    """{field} has {length} characters; at most {limit} are allowed."""

    rule = "R-TXT-02"


class ControlCharacters(Refusal):
    """{field} holds the control character U+{codepoint:04X}; tab and line break are allowed."""

    rule = "R-TXT-03"


class PersonalDataInPublicText(Refusal):
    """{field} seems to hold a {kind}; others read it, so personal data must stay out of it."""

    rule = "R-TXT-04"


class AlreadyThere(Refusal):
    """{appeal_no} is already there."""

    rule = "R-IMP-01"


class HistoryOutOfOrder(Refusal):
    """A history begins with its collection, and only there: {problem}."""

    rule = "R-IMP-02"
