"""What facts are made of: a clock that starts, a deadline that moves, an order, a changed field."""

from datetime import datetime

import msgspec

from casework.appeal.words import ClockName


class Limit(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """时限: a clock that a fact starts, with all it takes to explain its deadline later.

    `amount` is as the rule wrote it ("5 wd"), `calendar` and `rule` name the version that counted
    ("work/3", "LR-3@2"). A provisional deadline lies past the last published year.
    """

    clock: ClockName
    due: datetime
    amount: str
    calendar: str
    rule: str
    unit: str | None = None
    remind_at: datetime | None = None
    provisional: bool = False


class Move(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """改期: a deadline that a fact moves, from where to where, counted by which calendar."""

    clock: ClockName
    before: datetime
    due: datetime
    calendar: str
    unit: str | None = None
    remind_at: datetime | None = None
    provisional: bool = False


class CoOrder(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """协办工单: what a co-handling unit is asked; a mandatory one holds up the lead's result."""

    unit: str
    unit_name: str
    task: str = ""
    mandatory: bool = True


class Change(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One field that was amended; personal fields are named without their words."""

    field: str
    before: str | None = None
    after: str | None = None
