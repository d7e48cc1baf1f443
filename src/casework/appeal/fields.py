"""What a field of a command may hold: the limits that every door reads commands by.

They say what can be worked with at all; whether it fits the case is for the rules to say.
"""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

# A code, or words that may be left out: empty is neither.
Text = Annotated[str, Meta(min_length=1)]
Texts = Annotated[tuple[Annotated[str, Meta(max_length=200)], ...], Meta(max_length=200)]
# With its zone, of the years of `casework.time`.
Instant = Annotated[datetime, Meta(tz=True)]
Backdating = Annotated[
    str, Meta(min_length=1, description="Needed where that turns late into in time (补录理由).")
]

# `\Z` is Python's word for the end, which JSON schema calls `$`.
Phone = Annotated[str, Meta(pattern=r"^[0-9+() \-]{3,30}\Z")]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]

Stars = Annotated[int, Meta(ge=0, le=10)]
Version = Annotated[int, Meta(ge=1, le=1_000_000)]
SupervisionNumber = Annotated[int, Meta(ge=1, le=10_000, description="Which of the appeal's.")]
Sha256 = Annotated[str, Meta(description="Of the file: 64 hexadecimal digits.")]
Bytes = Annotated[int, Meta(ge=0, le=10**12)]

# How long they may be the rules say, in Chinese.
Title = Annotated[str, Meta(description="At most 100 characters, without personal data.")]
Content = Annotated[str, Meta(description="At most 20,000 characters; stored encrypted.")]
