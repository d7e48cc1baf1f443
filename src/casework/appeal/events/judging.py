"""Judging (回访与结案): what the claimant says, doing it again, the end, and what counts."""

from datetime import datetime

from casework.appeal.events.parts import Change, Limit
from casework.appeal.words import (
    ClosingKind,
    Correctable,
    CountedAs,
    ExclusionGround,
    FactsTrue,
    Outcome,
    ReopenBasis,
    ReplyChannel,
    Satisfied,
    Solved,
    UnsolvedReason,
)
from casework.facts import Fact


class CallbackRecorded(Fact, frozen=True, kw_only=True):
    """回访: the centre asked the claimant; `valid` says whether the answers count.

    `stars` (0 to 10) are what the claimant gives in a city that asks for stars beside words.
    """

    TOPIC = "callback.recorded"
    PERSONAL = ("opinion",)

    attempt: int
    channel: ReplyChannel
    connected: bool
    valid: bool
    contacted: bool | None = None
    solved: Solved | None = None
    satisfied: Satisfied | None = None
    opinion: str | None = None
    visited: bool | None = None
    process_satisfied: Satisfied | None = None
    recording_ref: str | None = None
    stars: int | None = None
    limits: tuple[Limit, ...] = ()


class RecordCorrected(Fact, frozen=True, kw_only=True):
    """更正记录: a callback, contact, result or feedback was taken down wrongly; both stay visible.

    `version` is that of the fact corrected, `happened_at` when that happened, in which `round`, by
    or for which `unit`. The values of that record are all here, as they are from now on; personal
    words only where they changed. A `superseded` record has a newer one in its place.
    """

    TOPIC = "record.corrected"
    PERSONAL = ("opinion", "summary", "measures")

    record: Correctable
    version: int
    happened_at: datetime
    reason: str
    changes: tuple[Change, ...]
    round: int = 0
    superseded: bool = False
    unit: str | None = None
    channel: ReplyChannel | None = None
    connected: bool | None = None
    valid: bool | None = None
    contacted: bool | None = None
    solved: Solved | None = None
    satisfied: Satisfied | None = None
    opinion: str | None = None
    visited: bool | None = None
    process_satisfied: Satisfied | None = None
    stars: int | None = None
    met: bool | None = None
    summary: str | None = None
    outcome: Outcome | None = None
    facts_true: FactsTrue | None = None
    measures: str | None = None
    public_reply: str | None = None
    unsolved_reason: UnsolvedReason | None = None
    plan: str | None = None
    delivered: bool | None = None
    limits: tuple[Limit, ...] = ()


class ReworkOrdered(Fact, frozen=True, kw_only=True):
    """重办: the unit has to do it again, in a new round."""

    TOPIC = "rework.ordered"

    round: int
    unit: str
    unit_name: str | None = None
    reason: str
    deadline: datetime | None = None
    limits: tuple[Limit, ...] = ()


class WithdrawalRequested(Fact, frozen=True, kw_only=True):
    """撤单申请: the claimant asks; the centre makes sure that it is the claimant."""

    TOPIC = "withdrawal.requested"
    PERSONAL = ("reason",)

    reason: str


class AppealWithdrawn(Fact, frozen=True, kw_only=True):
    """撤单: the claimant took the appeal back; a matter of safety goes on without the claimant."""

    TOPIC = "appeal.withdrawn"
    PERSONAL = ("reason",)

    reason: str
    verified_by: str | None = None
    continues: bool = False
    limits: tuple[Limit, ...] = ()


class AppealClosed(Fact, frozen=True, kw_only=True):
    """结案: the centre ended the case; lateness is frozen here.

    `lateness_known` says that a foreign history judged it: late, or where it says nothing in time.
    """

    TOPIC = "appeal.closed"

    kind: ClosingKind
    reason: str | None = None
    late: bool = False
    approved_by: str | None = None
    first_satisfied: Satisfied | None = None
    final_satisfied: Satisfied | None = None
    limits: tuple[Limit, ...] = ()
    lateness_known: bool = False


class AppealReopened(Fact, frozen=True, kw_only=True):
    """重新办理: a closed or handled case was taken up again, in a new round."""

    TOPIC = "appeal.reopened"

    round: int
    reason: str
    basis: ReopenBasis | None = None
    unit: str | None = None
    unit_name: str | None = None
    deadline: datetime | None = None
    limits: tuple[Limit, ...] = ()


class AppealArchived(Fact, frozen=True, kw_only=True):
    """归档: nothing is added any more; the hash is of all facts before."""

    TOPIC = "appeal.archived"

    package_hash: str


class ExclusionRequested(Fact, frozen=True, kw_only=True):
    """剔除申请: the unit asks not to be judged by this case."""

    TOPIC = "exclusion.requested"

    unit: str
    ground: ExclusionGround
    evidence: str
    approved_by: str | None = None
    limits: tuple[Limit, ...] = ()


class ExclusionGranted(Fact, frozen=True, kw_only=True):
    """同意剔除: visible everywhere, only not counted in the rates; decided by two."""

    TOPIC = "exclusion.granted"

    ground: ExclusionGround
    reason: str
    endorsed_by: str


class ExclusionRefused(Fact, frozen=True, kw_only=True):
    """不予剔除: the case counts."""

    TOPIC = "exclusion.refused"

    reason: str


class AssessmentAppealed(Fact, frozen=True, kw_only=True):
    """考核申诉: the unit objects to how this case was counted."""

    TOPIC = "assessment.appealed"

    unit: str
    reason: str


class AssessmentCorrected(Fact, frozen=True, kw_only=True):
    """考核更正: the objection holds; what was published stays, the next version corrects it.

    `counted_as` is what figures count otherwise from then on, for the unit that objected; that the
    case was late (曾超时) stays visible. Without it, as before 0.4, the correction is a remark.
    """

    TOPIC = "assessment.corrected"

    reason: str
    correction: str
    unit: str | None = None
    counted_as: tuple[CountedAs, ...] = ()


class AssessmentUpheld(Fact, frozen=True, kw_only=True):
    """考核维持: the objection does not hold."""

    TOPIC = "assessment.upheld"

    reason: str


class DecisionEndorsed(Fact, frozen=True, kw_only=True):
    """首签: the first of two who must agree; nothing holds until the second has signed."""

    TOPIC = "decision.endorsed"

    matter: str
    reason: str
