"""Handling (办理): contact, progress, more time, a halt, an end."""

from datetime import datetime

from casework.appeal.events.parts import Limit, Move
from casework.appeal.words import ReplyChannel, TerminationGround, Visibility
from casework.facts import Fact


class ContactRecorded(Fact, frozen=True, kw_only=True):
    """联系记录: the unit called or visited the claimant."""

    TOPIC = "contact.recorded"
    PERSONAL = ("summary",)

    unit: str
    channel: ReplyChannel
    connected: bool
    visited: bool = False
    met: bool = False
    summary: str | None = None
    late: bool = False


class ProgressRecorded(Fact, frozen=True, kw_only=True):
    """办理进展: a step within the handling."""

    TOPIC = "progress.recorded"
    PERSONAL = ("text",)

    text: str
    unit: str | None = None
    visibility: Visibility = "internal"


class ExtensionRequested(Fact, frozen=True, kw_only=True):
    """延期申请: more time, asked for before the deadline, with the claimant told.

    `helper` says that a co-handler asks for its own part.
    """

    TOPIC = "extension.requested"

    unit: str
    reason: str
    until: datetime
    claimant_informed_at: datetime
    approved_by: str | None = None
    limits: tuple[Limit, ...] = ()
    helper: bool = False


class ExtensionApproved(Fact, frozen=True, kw_only=True):
    """同意延期: the deadline moves; the first one stays on record."""

    TOPIC = "extension.approved"

    unit: str
    reason: str
    moves: tuple[Move, ...]
    helper: bool = False


class ExtensionRefused(Fact, frozen=True, kw_only=True):
    """不予延期: the deadline stays."""

    TOPIC = "extension.refused"

    unit: str
    reason: str
    moves: tuple[Move, ...] = ()
    helper: bool = False


class SuspensionRequested(Fact, frozen=True, kw_only=True):
    """挂账申请: nothing can be done until a date."""

    TOPIC = "suspension.requested"

    unit: str
    reason: str
    until: datetime
    approved_by: str | None = None
    limits: tuple[Limit, ...] = ()


class AppealSuspended(Fact, frozen=True, kw_only=True):
    """挂账: waiting for something outside; the clock stands."""

    TOPIC = "appeal.suspended"

    reason: str
    until: datetime | None = None
    endorsed_by: str | None = None
    limits: tuple[Limit, ...] = ()
    moves: tuple[Move, ...] = ()


class SuspensionRefused(Fact, frozen=True, kw_only=True):
    """不予挂账: the clock runs on."""

    TOPIC = "suspension.refused"

    reason: str
    moves: tuple[Move, ...] = ()


class AppealResumed(Fact, frozen=True, kw_only=True):
    """恢复办理: the waiting is over; what was left of the time begins to run again.

    `counts_from` is the date on which it ended, where that was recorded later.
    """

    TOPIC = "appeal.resumed"

    reason: str | None = None
    moves: tuple[Move, ...] = ()
    counts_from: datetime | None = None


class TerminationRequested(Fact, frozen=True, kw_only=True):
    """终止办理申请: the unit says that it cannot go on."""

    TOPIC = "termination.requested"

    unit: str
    ground: TerminationGround
    reason: str
    approved_by: str | None = None
    limits: tuple[Limit, ...] = ()


class TerminationRefused(Fact, frozen=True, kw_only=True):
    """不予终止: the unit goes on."""

    TOPIC = "termination.refused"

    reason: str
    moves: tuple[Move, ...] = ()


class HandlingTerminated(Fact, frozen=True, kw_only=True):
    """终止办理: ended midway after review, with an explanation to the claimant."""

    TOPIC = "handling.terminated"

    ground: TerminationGround
    explanation: str
