"""Every reason for which a bulletin is not published."""

from casework.errors import Forbidden, NotInState, Refusal


class BulletinsAreTheSupervisors(Forbidden):
    """Bulletins are published by a supervisor or a duty leader."""

    rule = "R-BUL-01"


class PeriodStillRuns(Refusal):
    """The period {period} runs until {ends}: it can be shown, but not be published yet."""

    rule = "R-BUL-02"


class PublishedMeanwhile(NotInState):
    """Version {version} of this bulletin was published meanwhile: compare with that one first."""

    rule = "R-BUL-03"


class NothingToCorrect(Refusal):
    """Nothing differs from version {version} of this bulletin, published {published_at}."""

    rule = "R-BUL-04"


class CorrectionNeedsReason(Refusal):
    """A further version of a bulletin (更正版) says why: give the reason."""

    rule = "R-BUL-05"
