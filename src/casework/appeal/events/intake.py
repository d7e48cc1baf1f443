"""Taking in (采集): what a resident says, what is asked again, what never becomes an order."""

from datetime import datetime

from casework.appeal.events.parts import Change, Limit, Move
from casework.appeal.words import (
    AppealType,
    Channel,
    ClaimantKind,
    NotAcceptedGround,
    SensitiveKind,
    TransferTo,
    Urgency,
)
from casework.facts import Fact


class AppealCollected(Fact, frozen=True, kw_only=True):
    """采集: a resident's trouble was taken in.

    `query_ref` is a keyed hash of the query code (查询码) that the claimant was given.
    """

    TOPIC = "appeal.collected"
    PERSONAL = (
        "content",
        "claimant_name",
        "claimant_phone",
        "address",
        "complained_against",
        "query_ref",
    )

    channel: Channel
    type: AppealType
    title: str
    content: str
    category: str
    category_name: str
    urgency: Urgency = "normal"
    claimant_kind: ClaimantKind = "anonymous"
    claimant_name: str | None = None
    claimant_phone: str | None = None
    wants_callback: bool = True
    area: str | None = None
    place: str | None = None
    address: str | None = None
    lat: float | None = None
    lng: float | None = None
    external_no: str | None = None
    area_certainty: str | None = None
    confidential: bool = False
    complained_against: str | None = None
    complained_against_unit: str | None = None
    related_to: str | None = None
    call_id: str | None = None
    query_ref: str | None = None
    limits: tuple[Limit, ...] = ()


class IntakeAmended(Fact, frozen=True, kw_only=True):
    """更正登记: what was taken down wrongly is put right before it is sent; both stay visible."""

    TOPIC = "intake.amended"
    PERSONAL = ("content", "claimant_name", "claimant_phone", "address")

    reason: str
    changes: tuple[Change, ...]
    type: AppealType | None = None
    title: str | None = None
    category: str | None = None
    category_name: str | None = None
    urgency: Urgency | None = None
    area: str | None = None
    place: str | None = None
    content: str | None = None
    claimant_name: str | None = None
    claimant_phone: str | None = None
    address: str | None = None
    limits: tuple[Limit, ...] = ()


class ProtectionAmended(Fact, frozen=True, kw_only=True):
    """变更保护与对象: who is to be protected, and from whom, became known after the intake.

    What is not given stays as it was; an empty `complained_against_unit` says that it is nobody.
    `ended` are the units whose parts in the appeal end by it.
    """

    TOPIC = "protection.amended"
    PERSONAL = ("complained_against",)

    reason: str
    changes: tuple[Change, ...]
    confidential: bool | None = None
    wants_callback: bool | None = None
    claimant_kind: ClaimantKind | None = None
    complained_against: str | None = None
    complained_against_unit: str | None = None
    ended: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()


class InfoRequested(Fact, frozen=True, kw_only=True):
    """请补充信息: the claimant is asked; the handling clock runs on, and where it `halts`, the
    dispatch clock waits for the answer, at most as long as there is for it: so far it `moves`."""

    TOPIC = "info.requested"
    PERSONAL = ("questions",)

    questions: str
    limits: tuple[Limit, ...] = ()
    halts: bool = False
    moves: tuple[Move, ...] = ()


class InfoProvided(Fact, frozen=True, kw_only=True):
    """补充信息: the claimant answered; a dispatch clock that waited for it goes on."""

    TOPIC = "info.provided"
    PERSONAL = ("answers",)

    answers: str
    moves: tuple[Move, ...] = ()


class AppealSupplemented(Fact, frozen=True, kw_only=True):
    """补充诉求: what was added to an open appeal without being asked for; no clock moves."""

    TOPIC = "appeal.supplemented"
    PERSONAL = ("text",)

    text: str
    by_claimant: bool = False


class AppealAnsweredDirectly(Fact, frozen=True, kw_only=True):
    """直接答复: the centre answered on the spot."""

    TOPIC = "appeal.answered_directly"

    answer: str
    knowledge_ref: str | None = None


class AppealNotAccepted(Fact, frozen=True, kw_only=True):
    """不予受理: not for this hotline; the claimant was told why and where to turn."""

    TOPIC = "appeal.not_accepted"

    ground: NotAcceptedGround
    reason: str
    advice: str | None = None
    told_claimant_at: datetime | None = None


class AppealTransferredOut(Fact, frozen=True, kw_only=True):
    """转出: handed to another line or body."""

    TOPIC = "appeal.transferred_out"

    to: TransferTo
    reason: str
    reference: str | None = None


class AppealMerged(Fact, frozen=True, kw_only=True):
    """并入: the same matter as another appeal; it keeps its number, its claimant, its callback."""

    TOPIC = "appeal.merged"

    parent_no: str
    reason: str


class ChildAttached(Fact, frozen=True, kw_only=True):
    """并案: another appeal of the same matter was put under this one."""

    TOPIC = "child.attached"

    child_no: str
    reason: str


class AppealUnmerged(Fact, frozen=True, kw_only=True):
    """拆分: it was another matter after all."""

    TOPIC = "appeal.unmerged"

    parent_no: str
    reason: str
    limits: tuple[Limit, ...] = ()


class ChildDetached(Fact, frozen=True, kw_only=True):
    """解除并案: an appeal that was put under this one stands alone again."""

    TOPIC = "child.detached"

    child_no: str
    reason: str


class ParentChanged(Fact, frozen=True, kw_only=True):
    """随主件转并: its parent was itself merged; it goes along, with what was said in it."""

    TOPIC = "parent.changed"

    before: str
    parent_no: str
    reason: str


class AppealRejoined(Fact, frozen=True, kw_only=True):
    """随主件重新办理: closed with its parent, it is open again with it, for the next result."""

    TOPIC = "appeal.rejoined"

    parent_no: str
    reason: str


class AppealReclassified(Fact, frozen=True, kw_only=True):
    """重新归类: another category; no deadline moves by it."""

    TOPIC = "appeal.reclassified"

    before: str
    before_name: str
    category: str
    category_name: str
    reason: str


class SensitivityMarked(Fact, frozen=True, kw_only=True):
    """敏感标记: a threat, a fire, a group … or, as `none`, no longer."""

    TOPIC = "sensitivity.marked"

    kind: SensitiveKind
    reason: str
    alerted: tuple[str, ...] = ()
