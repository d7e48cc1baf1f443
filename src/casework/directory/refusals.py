"""Every reason for which a rule of the directory says no."""

from collections.abc import Sequence

import msgspec

from casework.errors import Forbidden, NotInState, Refusal

MOST_TOLD = 100


class NotForYou(Forbidden):
    """The directory is changed by an admin."""

    rule = "R-DIR-01"


class EntryProblem(msgspec.Struct, frozen=True):
    """What is wrong with one entry of a load; `origin` says where it stands, as file and row.

    `details` are what its text is filled with.
    """

    rule: str
    code: str
    entry: str
    origin: str
    text: str
    details: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return f"{self.origin}: {self.text}" if self.origin else self.text


class EntriesRefused(Refusal):
    """Nothing was registered, for there are problems ({count}):
    {told}"""

    rule = "R-DIR-00"

    def __init__(self, problems: Sequence[EntryProblem]) -> None:
        lines = [str(problem) for problem in problems[:MOST_TOLD]]
        if more := len(problems) - len(lines):
            lines.append(f"… and {more} more")
        super().__init__(count=len(problems), told="\n".join(lines), problems=list(problems))


class UnknownParent(Refusal):
    """{entry} names the parent {parent}, which does not exist then."""

    rule = "R-DIR-02"


class CodeOutsideParent(Refusal):
    """The code of {entry} must begin with its parent's code {parent}."""

    rule = "R-DIR-03"


class DuplicateCode(Refusal):
    """{entry} stands twice in one load for the same time{first}."""

    rule = "R-DIR-04"


class BadCode(Refusal):
    """The code {entry} may hold only letters, digits, dot, hyphen and underscore (at most 60)."""

    rule = "R-DIR-05"


class NotAnEntry(Refusal):
    """{entry} is no entry of the directory, or not of this kind; there are: {kinds}."""

    rule = "R-DIR-06"


class NameMissing(Refusal):
    """{entry} needs a name of 1 to 200 characters."""

    rule = "R-DIR-07"


class NotPlainText(Refusal):
    """The {field} of {entry} holds a control character."""

    rule = "R-DIR-20"


class YearOutOfReach(Refusal):
    """The {field} of {entry} lies in the year {year}; what has no end has no valid_to."""

    rule = "R-DIR-21"


class PeriodReversed(Refusal):
    """{entry} would hold until {valid_to}, which is not after {valid_from}."""

    rule = "R-DIR-08"


class UnknownWord(Refusal):
    """{entry} has the {field} {value}; there are: {known}."""

    rule = "R-DIR-09"


class LevelNotBelow(Refusal):
    """{entry} is a {level}, which does not stand below a {above} ({parent})."""

    rule = "R-DIR-10"


class ParentsInCircle(Refusal):
    """{entry} would be its own parent: {circle}."""

    rule = "R-DIR-11"


class UnknownReference(Refusal):
    """{entry} names the {field} {value}, which does not exist then."""

    rule = "R-DIR-12"


class BadShape(Refusal):
    """The shape of {entry} is none: {problem}."""

    rule = "R-DIR-13"


class PersonInTwoPlaces(Refusal):
    """{entry} would be in two places at once: {one} and {other}; give the first a valid_to."""

    rule = "R-DIR-14"


class CodeOfDissolvedUnit(Refusal):
    """{entry} was dissolved, its work went to {successor}; give the new unit another code."""

    rule = "R-DIR-15"


class UnknownUnit(Refusal):
    """There is no unit {unit} in the directory at that time; GET /v1/units lists them."""

    rule = "R-DIR-16"


class AlreadyDissolved(NotInState):
    """{unit} is dissolved already, in favour of {successor}."""

    rule = "R-DIR-17"


class OwnSuccessor(Refusal):
    """{unit} cannot be its own successor."""

    rule = "R-DIR-18"


class UnitsBelow(NotInState):
    """{unit} still has units below it ({below}); put them below another one first."""

    rule = "R-DIR-19"


class UnknownPost(Refusal):
    """There is no post {post}; there are: {posts}."""

    rule = "R-ACC-01"


class PostsMissing(Refusal):
    """An account needs at least one post: {posts}."""

    rule = "R-ACC-02"


class DutiesApart(Refusal):
    """One account is not both {one} and {other}: these duties are apart (职责分离)."""

    rule = "R-ACC-07"


class OwnAccount(Refusal):
    """{name} does not change the own account: another admin does."""

    rule = "R-ACC-08"


class UnitMissing(Refusal):
    """The posts department and unit_head need a unit that exists; {unit} does not."""

    rule = "R-ACC-03"


class AccountExists(NotInState):
    """There is, or was, an account {name}; choose another name."""

    rule = "R-ACC-04"


class AreaMissing(Refusal):
    """The post grid_worker needs an area that exists; {area} does not."""

    rule = "R-ACC-05"


class UnknownAccount(Refusal):
    """There is no account {name}."""

    rule = "R-ACC-06"
