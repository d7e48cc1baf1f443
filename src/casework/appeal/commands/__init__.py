"""What may be asked for: one file a verb. `ls` here prints the life of an appeal."""

from casework.appeal.access import scope_of
from casework.appeal.appeal import Appeal
from casework.appeal.commands.acknowledge import AcknowledgeOrder
from casework.appeal.commands.add_co_handler import AddCoHandler
from casework.appeal.commands.add_note import AddNote
from casework.appeal.commands.amend import AmendIntake
from casework.appeal.commands.amend_protection import AmendProtection
from casework.appeal.commands.answer_directly import AnswerDirectly
from casework.appeal.commands.appeal_assessment import AppealAssessment
from casework.appeal.commands.approve import FOR_HEADS, ApproveRequest
from casework.appeal.commands.archive import ArchiveAppeal
from casework.appeal.commands.assign_within_unit import AssignWithinUnit
from casework.appeal.commands.attach_file import AttachFile
from casework.appeal.commands.close import CloseAppeal
from casework.appeal.commands.close_merged import CloseMerged
from casework.appeal.commands.close_supervision import CloseSupervision
from casework.appeal.commands.collect import Claimant, CollectAppeal, Location
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.correct_record import CorrectRecord
from casework.appeal.commands.decide_arbitration import DecideArbitration
from casework.appeal.commands.decide_assessment import DecideAssessment
from casework.appeal.commands.decide_exclusion import DecideExclusion
from casework.appeal.commands.decide_extension import DecideExtension
from casework.appeal.commands.decide_return import DecideReturn
from casework.appeal.commands.decide_suspension import DecideSuspension
from casework.appeal.commands.decide_termination import DecideTermination
from casework.appeal.commands.dispatch import CoHandler, DispatchAppeal
from casework.appeal.commands.erase import ErasePersonalData
from casework.appeal.commands.escalate import EscalateClock
from casework.appeal.commands.evaluate import EvaluateResult
from casework.appeal.commands.feed_back import FeedBack
from casework.appeal.commands.hand_over import HandOver
from casework.appeal.commands.handle import SubmitHandling
from casework.appeal.commands.import_history import ImportHistory
from casework.appeal.commands.label import LabelAppeal
from casework.appeal.commands.mark_sensitive import MarkSensitive
from casework.appeal.commands.merge import MergeInto
from casework.appeal.commands.object import ObjectToResult
from casework.appeal.commands.open_arbitration import OpenArbitration
from casework.appeal.commands.order_rework import OrderRework
from casework.appeal.commands.prepare_result import PrepareResult
from casework.appeal.commands.provide_info import ProvideInfo
from casework.appeal.commands.reassign import ReassignAppeal
from casework.appeal.commands.recall import RecallOrder
from casework.appeal.commands.reclassify import ReclassifyAppeal
from casework.appeal.commands.record_callback import RecordCallback
from casework.appeal.commands.record_contact import RecordContact
from casework.appeal.commands.record_progress import RecordProgress
from casework.appeal.commands.recuse import RecordRecusal
from casework.appeal.commands.refuse import RefuseAppeal
from casework.appeal.commands.remind import RemindOfClock
from casework.appeal.commands.reopen import ReopenAppeal
from casework.appeal.commands.reply_supervision import ReplySupervision
from casework.appeal.commands.report import CoHandlerReport
from casework.appeal.commands.request_exclusion import RequestExclusion
from casework.appeal.commands.request_extension import RequestExtension
from casework.appeal.commands.request_info import RequestMoreInfo
from casework.appeal.commands.request_return import RequestReturn
from casework.appeal.commands.request_suspension import RequestSuspension
from casework.appeal.commands.request_termination import RequestTermination
from casework.appeal.commands.request_withdrawal import RequestWithdrawal
from casework.appeal.commands.resume import ResumeAppeal
from casework.appeal.commands.reveal_claimant import RevealClaimant
from casework.appeal.commands.review import ReviewHandling
from casework.appeal.commands.settle_deadline import SettleDeadline
from casework.appeal.commands.settle_objection import SettleObjection
from casework.appeal.commands.share_result import ShareResult
from casework.appeal.commands.supervise import OpenSupervision
from casework.appeal.commands.supplement import SupplementAppeal
from casework.appeal.commands.take_over import TakeOver
from casework.appeal.commands.transfer_out import TransferOut
from casework.appeal.commands.unmerge import UnmergeAppeal
from casework.appeal.commands.urge import UrgeOrder
from casework.appeal.commands.whistle import BlowWhistle
from casework.appeal.commands.withdraw import WithdrawAppeal
from casework.appeal.standing import Standing
from casework.context import DecisionContext
from casework.facts import Caller

Verbs = tuple[type[AppealCommand], ...]

# What people ask for, in the order of a life; then what only the service itself asks for.
_INTAKE: Verbs = (AmendIntake, AmendProtection, RequestMoreInfo, ProvideInfo, SupplementAppeal)
_ENDED_EARLY: Verbs = (AnswerDirectly, RefuseAppeal, TransferOut, MergeInto, UnmergeAppeal)
_DISPATCH: Verbs = (DispatchAppeal, RecallOrder, TakeOver, AcknowledgeOrder, AssignWithinUnit)
_RETURN: Verbs = (ApproveRequest, RequestReturn, DecideReturn, OpenArbitration, DecideArbitration)
_ORDERS: Verbs = (ReassignAppeal, HandOver, AddCoHandler, BlowWhistle, CoHandlerReport)
_HANDLING: Verbs = (RecordContact, RecordProgress, RequestExtension, DecideExtension)
_HALT: Verbs = (RequestSuspension, DecideSuspension, ResumeAppeal)
_RESULT: Verbs = (RequestTermination, DecideTermination, PrepareResult, SubmitHandling)
_REVIEW: Verbs = (ReviewHandling, FeedBack, RecordCallback, EvaluateResult)
_OBJECTION: Verbs = (ObjectToResult, SettleObjection, CorrectRecord, OrderRework)
_CLOSING: Verbs = (RequestWithdrawal, WithdrawAppeal, CloseAppeal, ReopenAppeal)
_OVERSIGHT: Verbs = (UrgeOrder, OpenSupervision, ReplySupervision, CloseSupervision)
_MARKS: Verbs = (MarkSensitive, LabelAppeal, RecordRecusal)
_JUDGING: Verbs = (RequestExclusion, DecideExclusion, AppealAssessment, DecideAssessment)
_ANY_TIME: Verbs = (ReclassifyAppeal, RevealClaimant, AddNote, AttachFile, ErasePersonalData)
_AT_LAST: Verbs = (SettleDeadline, ArchiveAppeal)

VERBS: Verbs = (
    *(*_INTAKE, *_ENDED_EARLY, *_DISPATCH, *_RETURN, *_ORDERS, *_HANDLING, *_HALT, *_RESULT),
    *(*_REVIEW, *_OBJECTION, *_CLOSING, *_OVERSIGHT, *_MARKS, *_JUDGING, *_ANY_TIME, *_AT_LAST),
)
SYSTEM_VERBS: Verbs = (RemindOfClock, EscalateClock, ShareResult, CloseMerged)


def allowed_verbs(standing: Standing, caller: Caller, reach: frozenset[str]) -> list[str]:
    """Return the verbs that this caller may use on an appeal that stands so."""
    return [v.VERB for v in VERBS if v.fits(standing) and v.permits(caller, standing, reach)]


def allowed_now(appeal: Appeal, context: DecisionContext) -> list[str]:
    """Return the verbs that would be accepted from this caller now, their fields set aside."""
    reads = scope_of(context.reader).rights(appeal.matter(context.at)) is not None
    return [v.VERB for v in VERBS if (reads or v.BLIND) and v.is_possible(appeal, context)]
