"""谁能看: the table of who reads what of an appeal; `access` asks it."""

import msgspec

# A row: what the caller is to the appeal, by which posts, and what is then read of it. The claimant
# of an open appeal, the claimant of a confidential one ("-": it is not read at all), and whether
# the words of a threat are read. Several rows add up; `public` are public words and states alone.
TABLE = """
relation    open    confidential  threat    posts
own         public  public        public    resident
own         clear   clear         words     collector operator duty_leader
own         clear   absent        words     grid_worker
all         masked  masked        words     collector operator duty_leader
all         masked  absent        words     supervisor
all         masked  absent        withheld  auditor
all         masked  masked        words     timekeeper standing_orders
callback    masked  masked        withheld  caller
overdue     masked  masked        withheld  caller
ended       masked  absent        withheld  data_officer
disputed    masked  absent        withheld  arbitrator
arbitrated  masked  absent        withheld  arbitrator
lead        masked  absent        words     department unit_head
handed      masked  absent        words     department unit_head grid_worker
co          masked  absent        withheld  department unit_head
copied      masked  absent        withheld  department unit_head
supervised  masked  absent        withheld  department unit_head
grid        masked  -             withheld  grid_worker
"""


class Row(msgspec.Struct, frozen=True):
    """A line of the table."""

    relation: str
    open: str
    confidential: str
    threat: str
    posts: frozenset[str]


def _row(relation: str, open_: str, confidential: str, threat: str, *posts: str) -> Row:
    return Row(relation, open_, confidential, threat, frozenset(posts))


ROWS = tuple(_row(*line.split()) for line in TABLE.splitlines()[2:])
PUBLIC_POSTS = frozenset[str]().union(*(row.posts for row in ROWS if row.open == "public"))
