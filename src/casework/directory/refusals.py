"""Every reason for which a rule of the directory says no."""

from casework.errors import Forbidden, Refusal


class NotForYou(Forbidden):
    """The directory is changed by an admin, from the command line."""

    rule = "R-DIR-01"


class UnknownParent(Refusal):
    """{entry} names the parent {parent}, which does not exist."""

    rule = "R-DIR-02"


class CodeOutsideParent(Refusal):
    """The code of {entry} must begin with its parent's code {parent}."""

    rule = "R-DIR-03"


class DuplicateCode(Refusal):
    """{entry} stands twice in one load."""

    rule = "R-DIR-04"


class BadCode(Refusal):
    """The code {entry} may hold only letters, digits, dot, hyphen and underscore (at most 60)."""

    rule = "R-DIR-05"


class UnknownPost(Refusal):
    """There is no post {post}; there are: {posts}."""

    rule = "R-ACC-01"


class PostsMissing(Refusal):
    """An account needs at least one post: {posts}."""

    rule = "R-ACC-02"


class UnitMissing(Refusal):
    """The post department needs a unit that exists; {unit} does not."""

    rule = "R-ACC-03"


class AccountExists(Refusal):
    """There is already an account {name}; choose another name."""

    rule = "R-ACC-04"
