"""What every command on an appeal has: a verb, who may send it, where it fits, and its rule."""

from collections.abc import Sequence
from typing import ClassVar

import msgspec

from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.appeal.words import Status
from casework.errors import Refusal
from casework.facts import Caller, Decided, Fact
from casework.scene import Scene


class AppealCommand(msgspec.Struct, frozen=True, kw_only=True):
    """A request to change one appeal.

    `POSTS` are the posts of the centre that may send it; `BY_UNIT` says whether the lead unit
    may; `IN` are the states it fits, and `NOT_NOW` is what it answers in any other.
    """

    VERB: ClassVar[str]
    POSTS: ClassVar[frozenset[str]] = frozenset()
    BY_UNIT: ClassVar[bool] = False
    IN: ClassVar[frozenset[Status]] = frozenset()
    NOT_NOW: ClassVar[type[Refusal]] = Refusal

    appeal_no: str

    def asked(self) -> object:
        """What makes two requests the same one."""
        return self

    def decide(self, appeal: Appeal, scene: Scene) -> Sequence[Fact | Decided]:
        """The facts that follow, or a refusal raised."""
        raise NotImplementedError

    @classmethod
    def permits(cls, caller: Caller, lead_unit: str | None) -> bool:
        """Whether this caller may use the verb on an appeal that this unit leads."""
        return bool(cls.POSTS & caller.posts) or (cls.BY_UNIT and _leads(caller, lead_unit))

    def authorise(self, caller: Caller, appeal: Appeal) -> str:
        """The post under which the caller acts; refused where none allows it."""
        if held := self.POSTS & caller.posts:
            return min(held)
        if self.BY_UNIT and _leads(caller, appeal.lead_unit):
            return "department"
        if self.BY_UNIT and "department" in caller.posts:
            raise no.OrderOfAnotherUnit(
                verb=self.VERB, appeal_no=self.appeal_no, unit=caller.unit or "—"
            )
        raise no.PostRequired(verb=self.VERB, posts=", ".join(self.allowed_posts()))

    @classmethod
    def allowed_posts(cls) -> list[str]:
        """Every post that can hold this verb, for messages and documentation."""
        return sorted(cls.POSTS | ({"department"} if cls.BY_UNIT else set()))

    def check_state(self, appeal: Appeal) -> None:
        """Refuse where the verb does not fit the state."""
        if appeal.status not in self.IN:
            raise self.NOT_NOW(
                appeal_no=self.appeal_no,
                status=f"{appeal.status} ({appeal.status.chinese})",
                by=appeal.acknowledged_by,
            )


def _leads(caller: Caller, lead_unit: str | None) -> bool:
    return "department" in caller.posts and caller.unit is not None and caller.unit == lead_unit
