"""What every command on an appeal has: a verb, who may send it, where it fits, and its rule."""

import sys
from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from functools import cache
from typing import ClassVar

import msgspec

from casework.appeal import refusals as no
from casework.appeal.access import scope_of
from casework.appeal.appeal import Appeal, key_of
from casework.appeal.fields import Backdating, Instant
from casework.appeal.matter import matter_of
from casework.appeal.standing import Standing
from casework.appeal.words import Status
from casework.directory.words import POSTS_OF_UNITS
from casework.errors import Refusal, UnknownAppeal
from casework.facts import Caller, Decided, Fact
from casework.scene import Scene
from casework.words import NOTHING

LEAD = frozenset({"lead"})
CO = frozenset({"co"})
HANDED = frozenset({"handed"})
EITHER = LEAD | CO
GRID_WORKER = "grid_worker"
CLAIMANT = "claimant"  # no account: who gave the number and the query code of an appeal

# Who has several posts acts in the one whose work it is: the desk's before the leader's.
DESK_FIRST = (
    "operator", "collector", "caller", "arbitrator", "department", "unit_head", "duty_leader",
    "supervisor",
)  # fmt: skip
INTAKE_FIRST = ("collector", "operator", "duty_leader", "grid_worker", "resident")


def reads(scene: Scene, appeal_no: str) -> bool:
    """Whether another appeal that the caller names is there, and is read by the caller."""
    other = scene.others.get(appeal_no)
    if other is None:
        return False
    return scope_of(scene.reader).rights(matter_of(other, scene.at)) is not None


class AppealCommand(msgspec.Struct, frozen=True, kw_only=True):
    """A request to change one appeal.

    `POSTS` are the posts of the centre that may send it; `UNITS` says whether the lead unit, a
    co-handler or one that it was handed down to may, `OWN` whether a resident may on an appeal of
    their own, `GRID` whether a grid worker may on one that the worker took in. `PARTS` says that it
    gives a unit a part, so that whoever merged appeals accuse is looked at too. `IN` are the states
    it fits, and `NOT_NOW` is what it answers in any other; `NEEDS` and `BARS` are marks that must
    or must not be on the appeal, each with what it answers. `WHILE` names the halts it fits in.
    `BESIDE` says that it is no step: it may have happened at any time since the appeal was raised.
    `ACTS_AS` is the order of posts in which who has several of them acts.
    `WHOLE` says that the rule reads the whole history,
    `OWN_DISPATCHES` that an operator uses it only on what the same operator dispatched, `HEAD`
    that a unit's clerk sends it to the unit's head first (DOMAIN 17.12), `BLIND` that it is sent
    without reading the appeal. `SECOND` are posts that may send it, too, while a mark is on the
    appeal: whoever signs second under what that says.
    """

    VERB: ClassVar[str]
    POSTS: ClassVar[frozenset[str]] = frozenset()
    UNITS: ClassVar[frozenset[str]] = frozenset()
    OWN: ClassVar[bool] = False
    GRID: ClassVar[bool] = False
    PARTS: ClassVar[bool] = False
    IN: ClassVar[frozenset[Status]] = frozenset()
    NOT_NOW: ClassVar[type[Refusal]] = Refusal
    NEEDS: ClassVar[Mapping[str, type[Refusal]]] = {}
    BARS: ClassVar[Mapping[str, type[Refusal]]] = {}
    WHILE: ClassVar[frozenset[str]] = frozenset()
    WHOLE: ClassVar[bool] = False
    OWN_DISPATCHES: ClassVar[bool] = False
    BLIND: ClassVar[bool] = False
    BESIDE: ClassVar[bool] = False
    ACTS_AS: ClassVar[tuple[str, ...]] = DESK_FIRST
    SECOND: ClassVar[Mapping[str, frozenset[str]]] = {}
    HEAD: ClassVar[bool] = False

    appeal_no: str
    occurred_at: Instant | None = None
    backdating_reason: Backdating | None = None

    def others(self, appeal: Appeal | None) -> tuple[str, ...]:
        """The other appeals that the rule looks at or changes."""
        return appeal.children if appeal and self.PARTS else ()

    def asked(self) -> object:
        """What makes two requests the same one."""
        return self

    def due_at(self, appeal: Appeal) -> datetime | None:
        """Return the instant that counts where time itself sends this; None is now."""
        return None

    def follows(self, appeal: Appeal, scene: Scene) -> datetime | None:
        """Return the earliest instant at which this can have happened.

        A unit's act lies not before its own order, a step not before the last one; what stands
        beside the steps, not before the appeal was raised.
        """
        if self.BESIDE:
            return appeal.raised_at
        order = appeal.order_of(self.acting_unit(appeal, scene)) if self.UNITS else None
        if order is not None and not order.lead:
            return order.given_at
        return appeal.stepped_at

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact | Decided]:
        """The facts that follow, or a refusal raised."""
        raise NotImplementedError

    @classmethod
    def check_now(cls, appeal: Appeal, scene: Scene) -> None:
        """Raise what no field of the command could mend now: used up, overdue, waiting already."""

    @classmethod
    def is_possible(cls, appeal: Appeal, scene: Scene) -> bool:
        """Return whether this caller's command could be accepted now, its fields set aside."""
        if not (
            cls.fits(appeal.standing) and cls.permits(scene.caller, appeal.standing, scene.reach)
        ):
            return False
        clerk = "unit_head" not in scene.caller.posts
        if clerk and key_of(cls.VERB, cls.acting_unit(appeal, scene)) in appeal.awaiting:
            return False
        try:
            cls.check_now(appeal, scene)
        except Refusal:
            return False
        return scene.caller.user not in appeal.recused

    def takes_head(self, scene: Scene) -> bool:
        """Whether the unit's head has to approve it, where a clerk sends it."""
        return self.HEAD

    def reason_to_head(self) -> str:
        """What the head reads before approving."""
        return ""

    @classmethod
    def gloss(cls) -> str:
        """Return the Chinese of the verb, with which its file begins (签收)."""
        return (sys.modules[cls.__module__].__doc__ or "").partition(":")[0]

    @classmethod
    def permits(cls, caller: Caller, standing: Standing, reach: frozenset[str]) -> bool:
        """Whether this caller may use the verb on an appeal that stands so."""
        return cls._post_of(caller, standing, reach) is not None

    def check_reads(self, scene: Scene, appeal: Appeal | None) -> None:
        """Raise `OutsideScope` where the caller does not read the appeal, or there is none.

        The two are one answer, so that it tells nobody what is there; who reads every appeal is
        told that there is none. A post that can never send the verb is refused before either.
        """
        scope = scope_of(scene.reader)
        if appeal is None and scope.is_all:
            raise UnknownAppeal(appeal_no=self.appeal_no)
        if scene.caller.posts.isdisjoint(_posts_of(type(self))):
            raise no.PostRequired(verb=self.VERB, posts=", ".join(self.allowed_posts()))
        if appeal is None and self.BLIND:
            raise UnknownAppeal(appeal_no=self.appeal_no)
        if self.BLIND:
            return
        if appeal is None or scope.rights(matter_of(appeal, scene.at)) is None:
            raise no.OutsideScope()

    def authorise(self, scene: Scene, appeal: Appeal) -> str:
        """The post under which the caller acts; refused where none allows it."""
        if self._is_claimants(scene.caller):
            return CLAIMANT
        self.check_reads(scene, appeal)
        caller = scene.caller
        if caller.user in appeal.recused:
            raise no.Recused(user=caller.user, appeal_no=self.appeal_no)
        if post := self._post_of(caller, appeal.standing, scene.reach):
            return post
        if self.POSTS & caller.posts:
            raise no.NotYourDispatch(appeal_no=self.appeal_no, by=appeal.dispatched_by)
        if self.UNITS and POSTS_OF_UNITS & caller.posts:
            raise no.OrderOfAnotherUnit(
                verb=self.VERB,
                appeal_no=self.appeal_no,
                unit=caller.unit or NOTHING,
                whose=" or ".join(_WHOSE[kind] for kind in sorted(self.UNITS)),
            )
        raise no.PostRequired(verb=self.VERB, posts=", ".join(self.allowed_posts()))

    @classmethod
    def _post_of(cls, caller: Caller, standing: Standing, reach: frozenset[str]) -> str | None:
        posts = cls.POSTS.union(*(p for m, p in cls.SECOND.items() if m in standing.marks))
        if cls._is_of_dispatcher(standing) and standing.dispatched_by not in (None, caller.user):
            posts = posts - {"operator"}
        if held := posts & caller.posts:
            return cls._acting_as(held)
        if cls.UNITS and cls._units(standing) & reach and (held := POSTS_OF_UNITS & caller.posts):
            return cls._acting_as(held)
        handed = set(standing.handed) if "handed" in cls.UNITS else set()
        if handed & reach and (held := (POSTS_OF_UNITS | {GRID_WORKER}) & caller.posts):
            return cls._acting_as(held)
        return cls._own_post_of(caller, standing)

    def _is_claimants(self, caller: Caller) -> bool:
        """Whether it is the appeal whose query code was given; the door has looked at the code."""
        return self.OWN and caller.posts == {CLAIMANT} and caller.user == self.appeal_no

    @classmethod
    def _own_post_of(cls, caller: Caller, standing: Standing) -> str | None:
        if cls.OWN and CLAIMANT in caller.posts:
            return CLAIMANT
        own = ({"resident"} if cls.OWN else set()) | ({GRID_WORKER} if cls.GRID else set())
        mine = standing.collected_by == caller.user
        return cls._acting_as(held) if mine and (held := own & caller.posts) else None

    @classmethod
    def _acting_as(cls, held: Set[str]) -> str:
        """Return the post of these that the verb is the work of."""
        return next((post for post in cls.ACTS_AS if post in held), min(held))

    @classmethod
    def _is_of_dispatcher(cls, standing: Standing) -> bool:
        """Whether, of the operators, it is for the one who dispatched it."""
        return cls.OWN_DISPATCHES

    @classmethod
    def _units(cls, standing: Standing) -> set[str]:
        lead = {standing.lead_unit} if standing.lead_unit and "lead" in cls.UNITS else set()
        return lead | (set(standing.co_units) if "co" in cls.UNITS else set())

    @classmethod
    def acting_unit(cls, appeal: Appeal, scene: Scene) -> str:
        """The unit that the caller acts for: the lead, a helper, one that it was handed down to."""
        mine = [o for o in appeal.orders if o.unit in scene.reach]
        fitting = [o for o in mine if ("lead" if o.lead else "co") in cls.UNITS]
        if fitting:
            return fitting[0].unit
        handed = (u for u in appeal.handed_to if u in scene.reach and "handed" in cls.UNITS)
        return next(handed, appeal.lead_unit or "")

    def order_unit(self, appeal: Appeal, scene: Scene) -> str:
        """The unit whose order that is: whose clocks end by what is done in it."""
        order = appeal.order_at(acting := self.acting_unit(appeal, scene))
        return order.unit if order else acting

    @classmethod
    def allowed_posts(cls) -> list[str]:
        """Every post that can hold this verb, for messages and documentation."""
        more = (POSTS_OF_UNITS if cls.UNITS else set()) | ({"resident"} if cls.OWN else set())
        grid = {GRID_WORKER} if cls.GRID or "handed" in cls.UNITS else set()
        return sorted(cls.POSTS.union(more, grid, *cls.SECOND.values()))

    @classmethod
    def fits(cls, standing: Standing) -> bool:
        """Whether the verb fits an appeal that stands so."""
        return standing.status in cls.IN and cls._in_the_way(standing.marks) is None

    def check_state(self, appeal: Appeal) -> None:
        """Refuse where the verb does not fit the state."""
        fits = appeal.status in self.IN
        refusal = self._in_the_way(appeal.marks) if fits else self.NOT_NOW
        if refusal is not None:
            raise refusal(
                appeal_no=self.appeal_no,
                status=f"{appeal.status} ({appeal.status.chinese})",
                by=appeal.acknowledged_by,
                parent_no=appeal.parent_no,
                verb=self.VERB,
            )

    @classmethod
    def _in_the_way(cls, marks: frozenset[str]) -> type[Refusal] | None:
        for mark, refusal in _HALTS.items():
            if mark in marks and mark not in cls.WHILE:
                return refusal
        for mark, refusal in cls.BARS.items():
            if mark in marks:
                return refusal
        return next((r for mark, r in cls.NEEDS.items() if mark not in marks), None)


_WHOSE = {
    "lead": "its lead unit (主办)",
    "co": "its co-handlers (协办)",
    "handed": "whom it was handed down to (下派)",
}

# What stops every verb that does not name it in WHILE (DOMAIN 4.2).
_HALTS: dict[str, type[Refusal]] = {
    "suspended": no.Suspended,
    "merged": no.MergedIntoAnother,
    "erased": no.Erased,
}


@cache
def _posts_of(command: type[AppealCommand]) -> frozenset[str]:
    return frozenset(command.allowed_posts())
