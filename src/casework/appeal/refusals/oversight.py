"""Refused while overseeing: supervision, clocks, files, looking into personal data."""

from casework.errors import NotInState, Refusal


class NotSupervised(NotInState):
    """There is no such open supervision (督办) of {appeal_no}."""

    rule = "R-SUP-01"


class NotAskedToReply(NotInState):
    """{unit} owes no reply to supervision {supervision} of {appeal_no}."""

    rule = "R-SUP-02"


class UnitsMissing(Refusal):
    """Name the units that must reply: nobody leads {appeal_no} now."""

    rule = "R-SUP-03"


class NotDue(NotInState):
    """The {clock} clock of {appeal_no} has nothing to tell at this instant."""

    rule = "R-CLK-01"


class LabelledSo(Refusal):
    """{appeal_no} has these labels already."""

    rule = "R-LAB-01"


class BadDigest(Refusal):
    """sha256 must be 64 hexadecimal digits."""

    rule = "R-FIL-01"


class RevealsUsedUp(Refusal):
    """{user} has looked into {appeal_no} {count} times today; ask an auditor."""

    rule = "R-RVL-01"


class NothingToReveal(Refusal):
    """There is nothing to reveal of {appeal_no}: it is anonymous (匿名)."""

    rule = "R-RVL-02"


class UnknownField(Refusal):
    """There is no field {field} to reveal; there are: {known}."""

    rule = "R-RVL-03"
