"""谁可做: who may send a command, under which post, and what others are told."""

from collections.abc import Mapping, Set
from functools import cache
from typing import ClassVar

import msgspec

from casework.appeal import refusals as no
from casework.appeal.access import scope_of
from casework.appeal.appeal import Appeal
from casework.appeal.standing import Standing
from casework.context import DecisionContext
from casework.directory.words import POSTS_OF_UNITS
from casework.errors import UnknownAppeal
from casework.facts import Caller
from casework.words import NOTHING

GRID_WORKER = "grid_worker"
CLAIMANT = "claimant"  # no account: who gave the number and the query code of an appeal

# Who has several posts acts in the one whose work it is: the desk's before the leader's.
DESK_FIRST = (
    "operator",
    "collector",
    "caller",
    "arbitrator",
    "department",
    "unit_head",
    "duty_leader",
    "supervisor",
)


class Permitted(msgspec.Struct, frozen=True, kw_only=True):
    """What is sent on one appeal, by whoever may.

    `POSTS` are the posts of the centre that may send it; `UNITS` says whether the lead unit, a
    co-handler or one that it was handed down to may, `OWN` whether a resident may on an appeal of
    their own, `GRID` whether a grid worker may on one that the worker took in. `SECOND` are posts
    that may send it, too, while a mark is on the appeal: whoever signs second under what that says.
    `OWN_DISPATCHES` says that an operator uses it only on what the same operator dispatched,
    `BLIND` that it is sent without reading the appeal. `ACTS_AS` is the order of posts in which who
    has several of them acts.
    """

    VERB: ClassVar[str]
    POSTS: ClassVar[frozenset[str]] = frozenset()
    UNITS: ClassVar[frozenset[str]] = frozenset()
    OWN: ClassVar[bool] = False
    GRID: ClassVar[bool] = False
    SECOND: ClassVar[Mapping[str, frozenset[str]]] = {}
    OWN_DISPATCHES: ClassVar[bool] = False
    BLIND: ClassVar[bool] = False
    ACTS_AS: ClassVar[tuple[str, ...]] = DESK_FIRST

    appeal_no: str

    @classmethod
    def permits(cls, caller: Caller, standing: Standing, reach: frozenset[str]) -> bool:
        """Return whether this caller may use the verb on an appeal that stands so."""
        return cls._post_of(caller, standing, reach) is not None

    def check_reads(self, context: DecisionContext, appeal: Appeal | None) -> None:
        """Raise `OutsideScope` where the caller does not read the appeal, or there is none.

        The two are one answer, so that it tells nobody what is there; who reads every appeal is
        told that there is none. A post that can never send the verb is refused before either.
        """
        scope = scope_of(context.reader)
        if appeal is None and scope.is_all:
            raise UnknownAppeal(appeal_no=self.appeal_no)
        if context.caller.posts.isdisjoint(_posts_of(type(self))):
            raise no.PostRequired(verb=self.VERB, posts=", ".join(self.allowed_posts()))
        if appeal is None and self.BLIND:
            raise UnknownAppeal(appeal_no=self.appeal_no)
        if self.BLIND:
            return
        if appeal is None or scope.rights(appeal.matter(context.at)) is None:
            raise no.OutsideScope()

    def authorise(self, context: DecisionContext, appeal: Appeal) -> str:
        """Return the post under which the caller acts; refused where none allows it."""
        if self._is_claimants(context.caller):
            return CLAIMANT
        self.check_reads(context, appeal)
        caller = context.caller
        if caller.user in appeal.recused:
            raise no.Recused(user=caller.user, appeal_no=self.appeal_no)
        if post := self._post_of(caller, appeal.standing, context.reach):
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
        """Return whether it is the appeal whose query code was given; the door has looked at it."""
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
        """Return whether, of the operators, it is for the one who dispatched it."""
        return cls.OWN_DISPATCHES

    @classmethod
    def _units(cls, standing: Standing) -> set[str]:
        lead = {standing.lead_unit} if standing.lead_unit and "lead" in cls.UNITS else set()
        return lead | (set(standing.co_units) if "co" in cls.UNITS else set())

    @classmethod
    def allowed_posts(cls) -> list[str]:
        """Return every post that can hold this verb, for messages and documentation."""
        more = (POSTS_OF_UNITS if cls.UNITS else set()) | ({"resident"} if cls.OWN else set())
        grid = {GRID_WORKER} if cls.GRID or "handed" in cls.UNITS else set()
        return sorted(cls.POSTS.union(more, grid, *cls.SECOND.values()))


_WHOSE = {
    "lead": "its lead unit (主办)",
    "co": "its co-handlers (协办)",
    "handed": "whom it was handed down to (下派)",
}


@cache
def _posts_of(command: type[Permitted]) -> frozenset[str]:
    return frozenset(command.allowed_posts())
