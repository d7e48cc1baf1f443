"""The table of DOMAIN 10, cell by cell: who may do what; who reads what stands in test_access.

A remark says where the table is wider or narrower than DOMAIN's, and why.
"""

import pytest
from msgspec.structs import replace

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.appeal.words import Status
from casework.context import DecisionContext
from casework.directory.commands import RegisterEntries
from casework.errors import Forbidden, Refusal
from casework.facts import Caller
from casework.policy.calendar_seed import office
from casework.policy.commands import AdoptPolicy, PublishCalendar
from tests import examples as x
from tests.casework import chance

COLUMNS = (
    "resident",
    "grid",
    "seat",
    "dispatcher",
    "leader",
    "clerk",
    "head",
    "co_handler",
    "callback",
    "supervisor",
    "auditor",
    "officer",
    "arbitrator",
    "admin",
    "time",
    "orders",
)
WHO: dict[str, Caller] = dict(
    zip(
        COLUMNS,
        (
            x.resident(),
            x.caller("grid_worker", area="211081001001"),
            x.caller("collector"),
            x.operator(),
            x.duty_leader(),
            x.unit(),
            x.unit_head(),
            x.unit("U-GA", user="ga-clerk"),
            x.callback_staff(),
            x.supervisor(),
            x.caller("auditor"),
            x.caller("data_officer"),
            x.caller("arbitrator"),
            x.caller("admin"),
            x.timekeeper(),
            x.standing_orders(),
        ),
        strict=True,
    )
)

# The last two are the service itself: its timekeeper, and its standing orders.
TABLE = """
                     re gr se di le cl he co ca su au of ar ad ti or
# Collect: the resident an appeal of their own.
collect              x  x  x  x  x  -  -  -  -  -  -  -  -  -  -  -
# Intake stands in no row of DOMAIN 10; it belongs to whoever takes in or dispatches.
amend                -  -  x  x  x  -  -  -  -  -  -  -  -  -  -  -
amend-protection     -  -  x  x  x  -  -  -  -  -  -  -  -  -  -  -
request-info         -  -  x  x  x  -  -  -  -  -  -  -  -  -  -  -
provide-info         x  -  x  x  x  -  -  -  x  -  -  -  -  -  -  -
supplement           x  -  x  x  x  -  -  -  x  -  -  -  -  -  -  -
answer-directly      -  -  x  x  x  -  -  -  -  -  -  -  -  -  -  -
refuse               -  -  x  x  x  -  -  -  -  -  -  -  -  -  x  -
transfer-out         -  -  x  x  x  -  -  -  -  -  -  -  -  -  -  -
mark-sensitive       -  -  x  x  x  -  -  -  -  -  -  -  -  -  -  x
merge                -  -  -  x  x  -  -  -  -  -  -  -  -  -  -  -
unmerge              -  -  -  x  x  -  -  -  -  -  -  -  -  -  -  x
reclassify           -  -  -  x  x  -  -  -  -  -  -  -  -  -  -  -
label                -  -  -  x  x  -  -  -  -  x  -  -  -  -  -  -
# Dispatch, reassign. A dissolved unit's orders are handed over by who keeps the directory, too.
dispatch             -  -  -  x  x  -  -  -  -  -  -  -  -  -  -  -
recall               -  -  -  x  x  -  -  -  -  -  -  -  -  -  -  -
reassign             -  -  -  x  x  -  -  -  -  -  -  -  -  -  -  -
add-co-handler       -  -  -  x  x  -  -  -  -  -  -  -  -  -  -  -
hand-over            -  -  -  -  x  -  -  -  -  -  -  -  -  x  -  -
# Acknowledge, progress, submit; a co-handler its own part. The result may be told by the centre.
acknowledge          -  -  -  -  -  x  x  x  -  -  -  -  -  -  -  -
assign-within-unit   -  -  -  -  -  x  x  x  -  -  -  -  -  -  -  -
record-contact       -  -  -  -  -  x  x  x  -  -  -  -  -  -  -  -
record-progress      -  -  -  -  -  x  x  x  -  -  -  -  -  -  -  -
# The unit that it was handed down to prepares the result (see below).
prepare-result       -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
report               -  -  -  -  -  -  -  x  -  -  -  -  -  -  -  -
handle               -  -  -  -  -  x  x  -  -  -  -  -  -  -  -  -
feed-back            -  -  -  x  x  x  x  -  -  -  -  -  -  -  -  -
review               -  -  -  x  x  -  -  -  -  -  -  -  -  -  -  -
# Ask return, extension, suspension: a co-handler for its own part, which cannot be suspended alone.
# The head approves what the clerk asks for.
approve              -  -  -  -  -  -  x  -  -  -  -  -  -  -  -  -
request-return       -  -  -  -  -  x  x  x  -  -  -  -  -  -  -  -
request-extension    -  -  -  -  -  x  x  x  -  -  -  -  -  -  -  -
request-suspension   -  -  -  -  -  x  x  -  -  -  -  -  -  -  -  -
request-termination  -  -  -  -  -  x  x  -  -  -  -  -  -  -  -  -
# Decide return, extension: a dispatcher what the same dispatcher sent (see below).
take-over            -  -  -  x  x  -  -  -  -  -  -  -  -  -  -  -
decide-return        -  -  -  x  x  -  -  -  -  -  -  -  -  -  -  -
decide-extension     -  -  -  x  x  -  -  -  -  -  -  -  -  -  -  -
open-arbitration     -  -  -  x  x  -  -  -  -  -  -  -  -  -  -  -
decide-arbitration   -  -  -  -  x  -  -  -  -  -  -  -  x  -  -  -
# Decide suspension, exclusion, forced close: the leader, and the supervisor as the second.
decide-suspension    -  -  -  -  x  -  -  -  -  x  -  -  -  -  -  -
decide-exclusion     -  -  -  -  x  -  -  -  -  x  -  -  -  -  -  -
decide-termination   -  -  -  -  x  -  -  -  -  -  -  -  -  -  -  -
resume               -  -  -  x  x  -  -  -  -  -  -  -  -  -  x  -
# Whistle: that the lead is a street, and that its head approves, is a rule of the verb.
whistle              -  -  -  x  x  x  x  -  -  -  -  -  -  -  -  -
# Callback, order rework.
record-callback      -  -  -  -  x  -  -  -  x  -  -  -  -  -  -  -
# The resident's own word; for one who phones the centre takes an objection down, no judgement.
evaluate             x  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
object               x  -  x  x  x  -  -  -  x  -  -  -  -  -  -  -
settle-objection     -  -  -  -  x  -  -  -  x  -  -  -  -  -  -  -
# Which of them corrects which record, the rule says.
correct-record       -  -  -  x  x  x  x  x  x  -  -  -  -  -  -  -
order-rework         -  -  -  -  x  -  -  -  x  -  -  -  -  -  -  -
close                -  -  -  -  x  -  -  -  x  -  -  -  -  -  -  -
reopen               -  -  -  -  x  -  -  -  -  x  -  -  -  -  -  -
archive              -  -  -  -  x  -  -  -  -  -  -  -  -  -  x  -
close-merged         -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  x
share-result         -  -  -  -  -  -  -  -  -  -  -  -  -  -  -  x
request-withdrawal   x  -  -  -  -  -  -  -  -  -  -  -  -  -  -  -
withdraw             -  -  x  x  x  -  -  -  x  -  -  -  -  -  -  -
# Urge: the resident an appeal of their own.
urge                 x  -  x  x  x  -  -  -  x  x  -  -  -  -  -  -
# Supervise; the units reply. A false visit is supervised by itself (DOMAIN 11.15).
supervise            -  -  -  -  x  -  -  -  -  x  -  -  -  -  -  x
reply-supervision    -  -  -  -  -  x  x  x  -  -  -  -  -  -  -  -
close-supervision    -  -  -  -  x  -  -  -  -  x  -  -  -  -  -  -
request-exclusion    -  -  -  -  -  x  x  -  -  -  -  -  -  -  -  -
appeal-assessment    -  -  -  -  -  x  x  -  -  -  -  -  -  -  -  -
decide-assessment    -  -  -  -  -  -  -  -  -  x  -  -  -  -  -  -
# See the claimant in clear: by this verb, on record.
reveal-claimant      -  -  -  x  x  x  x  -  x  x  x  x  -  -  -  -
# Interested persons recuse.
recuse               -  -  x  x  x  x  x  x  x  x  -  -  -  -  -  -
add-note             -  -  x  x  x  x  x  x  x  x  -  -  -  -  -  -
attach-file          x  -  x  x  x  x  x  x  x  x  -  -  -  -  -  -
# Erase personal data: the officer, and the leader as the second.
erase                -  -  -  -  x  -  -  -  -  -  -  x  -  -  -  -
settle-deadline      -  -  -  -  x  -  -  -  -  -  -  -  -  -  x  -
remind               -  -  -  -  -  -  -  -  -  -  -  -  -  -  x  -
escalate             -  -  -  -  -  -  -  -  -  -  -  -  -  -  x  -
"""
ROWS = {
    verb: cells
    for verb, *cells in map(str.split, TABLE.splitlines()[2:])
    if not verb.startswith("#")
}
CELLS = [
    pytest.param(verb, who, cell == "x", id=f"{verb}-{who}")
    for verb, cells in ROWS.items()
    for who, cell in zip(COLUMNS, cells, strict=True)
]
VERBS = {verb.VERB: verb for verb in (c.CollectAppeal, *chance.ALL_VERBS)}
APPEAL = x.given(x.collected(), x.dispatched_with_help("U-GA")).appeal()


def appeal_for(caller: Caller) -> Appeal:
    """The appeal in a state in which this post reads it: who does not read sends no verb."""
    [status] = {READ_WHILE.get(post, APPEAL.status) for post in caller.posts}
    return replace(APPEAL, status=status)


READ_WHILE = {
    "caller": Status.FED_BACK,
    "data_officer": Status.CLOSED,
    "arbitrator": Status.ARBITRATION,
}


def context(caller: Caller) -> DecisionContext:
    return DecisionContext(x.NOW, caller, x.directory(), x.policies(), x.NOW)


def is_authorised(verb: type[c.AppealCommand], caller: Caller) -> bool:
    try:
        if verb is c.CollectAppeal:
            x.collect().authorise_new(caller)
        else:
            command = chance.command(verb, x.NO, x.NOW, lambda options: options[0])
            command.authorise(context(caller), appeal_for(caller))
    except Forbidden:
        return False
    return True


@pytest.mark.parametrize(("verb", "who", "allowed"), CELLS)
def test_the_table_holds(verb, who, allowed):
    caller, kind = WHO[who], VERBS[verb]
    assert is_authorised(kind, caller) is allowed
    if kind is not c.CollectAppeal:
        assert kind.permits(caller, APPEAL.standing, context(caller).reach) is allowed


def test_every_verb_has_a_row():
    assert set(ROWS) == set(VERBS)


@pytest.mark.parametrize("verb", ["urge", "provide-info", "request-withdrawal", "attach-file"])
def test_a_resident_only_on_an_appeal_of_their_own(verb):
    stranger = x.caller("resident", user="somebody")
    assert not VERBS[verb].permits(stranger, APPEAL.standing, frozenset())


def test_a_unit_acts_for_itself_and_for_what_is_below_it_never_for_what_is_above():
    below = x.given(x.collected(), x.dispatched(lead_unit="U-GR1"), x.acknowledged(unit="U-GR1"))
    below.when(x.handle(), by=x.unit("U-GR")).then(e.AppealHandled)
    x.given(*x.TO_HANDLE).when(x.handle(), by=x.unit("U-GR1")).refused(no.OutsideScope)


@pytest.mark.parametrize("verb", ["decide-return", "decide-extension"])
def test_another_dispatcher_does_not_decide_on_it(verb):
    assert not is_authorised(VERBS[verb], x.caller("operator", user="another"))


REFERENCE = [
    RegisterEntries(entries=()),
    AdoptPolicy(kind="rules", text="", effective_from=x.NOW, title=""),
    PublishCalendar(name="work", calendar=office()),
]


@pytest.mark.parametrize("command", REFERENCE)
@pytest.mark.parametrize("who", COLUMNS)
def test_reference_data_is_the_admins(who, command):
    """What a duty leader proposes (DOMAIN) is proposed outside of the service."""
    if who == "admin":
        assert command.authorise(WHO[who]) == "admin"
        return
    with pytest.raises(Refusal):
        command.authorise(WHO[who])
