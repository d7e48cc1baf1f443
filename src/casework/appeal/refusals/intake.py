"""Refused while taking in."""

from casework.errors import NotInState, Refusal


class UnknownCategory(Refusal):
    """There is no category {category}; GET /v1/categories lists them."""

    rule = "R-COL-01"


class UnknownArea(Refusal):
    """There is no area or grid {area} at this time; GET /v1/areas lists them."""

    rule = "R-COL-02"


class UnknownRelated(Refusal):
    """There is no appeal {related_to} to be related to."""

    rule = "R-COL-03"


class CategoryTooWide(Refusal):
    """Category {category} ({name}) has others below it: choose one of them."""

    rule = "R-COL-04"


class HalfAPoint(Refusal):
    """A point has lat and lng, or neither."""

    rule = "R-COL-05"


class ChannelOfAnotherPost(Refusal):
    """The post {post} takes appeals in by {channels}, not by {channel}."""

    rule = "R-COL-06"


class UrgencyIsTheCentres(Refusal):
    """How urgent it is, the centre says: leave urgency out; in danger call 110, 119 or 120."""

    rule = "R-COL-07"


class InfoNotRequested(NotInState):
    """Nothing was asked of the claimant of {appeal_no}."""

    rule = "R-INF-01"


class NothingAmended(Refusal):
    """The amendment changes nothing: give at least one field that differs."""

    rule = "R-AMD-01"


class OnlyEnquiriesAreAnsweredDirectly(Refusal):
    """{appeal_no} is a {type}: only an enquiry or thanks is answered directly; dispatch it."""

    rule = "R-ANS-01"


class SameAppeal(Refusal):
    """{appeal_no} cannot be merged into itself."""

    rule = "R-MRG-01"


class ParentNotOpen(NotInState):
    """{parent_no} is {status}: merge only into an open appeal that is not merged itself."""

    rule = "R-MRG-02"


class NotMerged(NotInState):
    """{appeal_no} was not merged into another."""

    rule = "R-MRG-04"


class ParentArchived(NotInState):
    """{parent_no} is archived (已归档): {appeal_no} cannot be unmerged any more; reopen it."""

    rule = "R-MRG-05"


class ParentStillOpen(NotInState):
    """{parent_no} is still open; a merged appeal ends with it."""

    rule = "R-MRG-06"


class SameCategory(Refusal):
    """{appeal_no} is in category {category} already."""

    rule = "R-CAT-01"


class AccusedActsForParent(NotInState):
    """{appeal_no} is merged into {parent_no}; {name} ({unit}) has a part there: unmerge first."""

    rule = "R-MRG-07"
