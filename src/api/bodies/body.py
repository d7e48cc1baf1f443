"""What all bodies have in common."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from casework.appeal.commands import AppealCommand
from casework.time import FIRST_YEAR, LAST_YEAR


def _utc(at: datetime) -> datetime:
    """Return the same instant in UTC: as all are kept, and told again."""
    return at.astimezone(UTC)


Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[Sequence[Annotated[str, Field(max_length=200)]], Field(max_length=200)]
Instant = Annotated[
    AwareDatetime,
    Field(
        strict=False,
        ge=datetime(FIRST_YEAR, 1, 1, tzinfo=UTC),
        lt=datetime(LAST_YEAR, 1, 1, tzinfo=UTC),
    ),
    AfterValidator(_utc),
]

C = TypeVar("C", bound=AppealCommand)


class Body(BaseModel):
    """A JSON object without unknown fields and without guessing: "1" is no number here."""

    model_config = ConfigDict(extra="forbid", strict=True)


class VerbBody(Body):
    """What every verb takes: when it happened, where that was before now.

    `backdating_reason` is needed where that turns what was recorded late into in time.
    """

    occurred_at: Instant | None = None
    backdating_reason: Text | None = None

    def asking(self, command: type[C], appeal_no: str) -> C:
        """The command that this asks for on an appeal."""
        given: dict[str, Any] = {name: getattr(self, name) for name in self.model_fields_set}
        return command(appeal_no=appeal_no, **given)
