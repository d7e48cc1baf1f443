"""What may be asked for: one file a verb. `ls` here prints the life of an appeal."""

from casework.appeal.appeal import Appeal
from casework.appeal.commands.acknowledge import AcknowledgeOrder
from casework.appeal.commands.add_note import AddNote
from casework.appeal.commands.close import CloseAppeal
from casework.appeal.commands.collect import Claimant, CollectAppeal, Location
from casework.appeal.commands.command import AppealCommand
from casework.appeal.commands.dispatch import DispatchAppeal
from casework.appeal.commands.feed_back import FeedBack
from casework.appeal.commands.handle import SubmitHandling
from casework.appeal.commands.import_history import ImportHistory
from casework.appeal.commands.record_callback import RecordCallback
from casework.appeal.commands.withdraw import WithdrawAppeal
from casework.appeal.words import Status
from casework.facts import Caller

VERBS: tuple[type[AppealCommand], ...] = (
    DispatchAppeal,
    AcknowledgeOrder,
    SubmitHandling,
    FeedBack,
    RecordCallback,
    CloseAppeal,
    WithdrawAppeal,
    AddNote,
)


def allowed_verbs(status: Status, lead_unit: str | None, caller: Caller) -> list[str]:
    """The verbs that this caller may use on an appeal in this state now."""
    return [v.VERB for v in VERBS if status in v.IN and v.permits(caller, lead_unit)]


__all__ = [
    "VERBS", "AcknowledgeOrder", "AddNote", "Appeal", "AppealCommand", "Claimant", "CloseAppeal",
    "CollectAppeal", "DispatchAppeal", "FeedBack", "ImportHistory", "Location", "RecordCallback",
    "SubmitHandling", "WithdrawAppeal", "allowed_verbs",
]  # fmt: skip
