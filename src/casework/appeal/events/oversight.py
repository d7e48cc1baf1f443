"""Oversight (督办): urging, supervising, what the clocks say, what is written beside."""

from datetime import datetime

from casework.appeal.events.parts import Limit, Move
from casework.appeal.words import (
    ClockName,
    FileKind,
    Label,
    OverdueTo,
    SupervisionLevel,
    Visibility,
)
from casework.facts import Fact


class OrderUrged(Fact, frozen=True, kw_only=True):
    """催办: somebody asked how long it takes; no clock moves."""

    TOPIC = "order.urged"
    PERSONAL = ("text",)

    text: str
    count: int
    by_claimant: bool = False


class SupervisionOpened(Fact, frozen=True, kw_only=True):
    """督办: formal supervision, with a demand that must be replied to in time."""

    TOPIC = "supervision.opened"

    supervision: int
    level: SupervisionLevel
    units: tuple[str, ...]
    demand: str
    automatic: bool = False
    limits: tuple[Limit, ...] = ()


class SupervisionReplied(Fact, frozen=True, kw_only=True):
    """督办回复: a supervised unit answered the demand."""

    TOPIC = "supervision.replied"

    supervision: int
    unit: str
    reply: str
    late: bool = False


class SupervisionClosed(Fact, frozen=True, kw_only=True):
    """督办办结: the supervisor is content, or has drawn the consequence."""

    TOPIC = "supervision.closed"

    supervision: int
    result: str


class ClockReminded(Fact, frozen=True, kw_only=True):
    """临期提醒: four fifths of a limit are used up."""

    TOPIC = "clock.reminded"

    clock: ClockName
    due: datetime
    unit: str | None = None


class ClockOverdue(Fact, frozen=True, kw_only=True):
    """超期: a limit has passed; told level by level upwards. Lateness itself is computed.

    `moves` take up a dispatch clock that waited for an answer, which the limit for it has ended.
    """

    TOPIC = "clock.overdue"

    clock: ClockName
    due: datetime
    level: int
    to: OverdueTo
    unit: str | None = None
    clause: str | None = None
    next_at: datetime | None = None
    moves: tuple[Move, ...] = ()


class DeadlineRecalculated(Fact, frozen=True, kw_only=True):
    """期限重算: a deadline that was provisional, or counted by a calendar since corrected."""

    TOPIC = "deadline.recalculated"

    reason: str
    moves: tuple[Move, ...]


class NoteAdded(Fact, frozen=True, kw_only=True):
    """备注: somebody wrote something down; nothing else changes."""

    TOPIC = "note.added"
    PERSONAL = ("text",)

    text: str
    visibility: Visibility = "internal"


class FileAttached(Fact, frozen=True, kw_only=True):
    """附件: a file was put beside the case; its SHA-256 says which."""

    TOPIC = "file.attached"

    sha256: str
    mime: str
    size: int
    kind: FileKind = "other"


class AppealLabelled(Fact, frozen=True, kw_only=True):
    """标签: what is to be seen at a glance: difficult, a key case, harassment, a repeat caller."""

    TOPIC = "appeal.labelled"

    labels: tuple[Label, ...]
    reason: str


class RecusalRecorded(Fact, frozen=True, kw_only=True):
    """回避: somebody with an interest in the matter has nothing to do with it any more."""

    TOPIC = "recusal.recorded"

    person: str
    reason: str


class ClaimantRevealed(Fact, frozen=True, kw_only=True):
    """查看诉求人信息: somebody read the claimant's data in clear, and said what for."""

    TOPIC = "claimant.revealed"

    fields: tuple[str, ...]
    purpose: str


class PersonalDataErased(Fact, frozen=True, kw_only=True):
    """擦除个人信息: the key of this appeal is destroyed; history and figures stay.

    `ground` is what the first signed for, `seconded` what the second added.
    """

    TOPIC = "personal_data.erased"

    ground: str
    endorsed_by: str
    seconded: str | None = None
