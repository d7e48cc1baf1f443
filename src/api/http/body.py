"""What the JSON bodies of requests have in common: strict, without unknown fields."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from casework.time import FIRST_YEAR, LAST_YEAR


def _utc(at: datetime) -> datetime:
    """Return the same instant in UTC: as all are kept, and told again."""
    return at.astimezone(UTC)


Text = Annotated[str, Field(min_length=1)]
Instant = Annotated[
    AwareDatetime,
    Field(
        strict=False,
        ge=datetime(FIRST_YEAR, 1, 1, tzinfo=UTC),
        lt=datetime(LAST_YEAR, 1, 1, tzinfo=UTC),
    ),
    AfterValidator(_utc),
]


class Body(BaseModel):
    """A JSON object without unknown fields and without guessing: "1" is no number here."""

    model_config = ConfigDict(extra="forbid", strict=True)
