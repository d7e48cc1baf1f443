"""What is listed as allowed would be accepted, but for what the fields say (A94)."""

from random import Random

import pytest

from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.appeal import Appeal
from casework.context import DecisionContext
from casework.errors import CaseworkError, Forbidden
from casework.facts import Caller
from tests import examples as x
from tests.casework import chance
from tests.casework.test_properties import ACTS, World
from tests.examples import HELPED, TO_HANDLE, china, given, unit, unit_head

# Refused whatever is typed in: the verb is not in the list then.
NEVER_LISTED = (
    Forbidden,
    no.ReturnWindowClosed,
    no.ReturnedBefore,
    no.Designated,
    no.DesignatedForGood,
    no.OverdueIsNotExtended,
    no.ExtensionsUsedUp,
    no.ExtensionPending,
    no.NoExtensionPending,
    no.SuspensionsUsedUp,
    no.SuspensionPending,
    no.NoSuspensionPending,
    no.TerminationPending,
    no.NoTerminationPending,
    no.ExclusionDecided,
    no.NoExclusionPending,
    no.ApprovalPending,
    no.ReworksUsedUp,
    no.ReopenWindowClosed,
    no.ReopenWindowStillOpen,
    no.NotInThisState,
    no.NotBeingHandled,
    no.NotAwaitingDispatch,
    no.NotAwaitingAcknowledgement,
    no.NotAwaitingFeedback,
    no.NotDisputed,
    no.AlreadyClosed,
    no.Suspended,
)
# What depends on a field after all: the second signature of a matter, and who judges what kind.
BY_FIELDS = (no.OnlyAsSecond, no.SameHands, no.OnlyForOneself)


# Whose it is depends on which record is corrected, or on whom it is given to.
OF_WHOM = ("correct-record", "take-over")


def listed(appeal: Appeal, by: Caller, at, known=None) -> list[str]:
    known = known or x.reference()
    context = DecisionContext(at, by, known.directory, known.policies, at)
    return c.allowed_now(appeal, context)


@pytest.mark.finding("A94")
def test_over_random_lives_what_is_listed_is_not_refused_as_used_up_overdue_or_out_of_place():
    tried = 0
    for seed in range(30):
        rng = Random(seed)
        world = World(rng.choice)
        for _ in range(60):
            rng.choice(ACTS)(world, rng.choice(chance.NUMBERS))
            world.time_passes()
            no_, by = rng.choice(chance.NUMBERS), rng.choice(chance.PEOPLE)
            at = max(world.at, world.appeals[no_].moved_at)
            for verb in listed(world.appeals[no_], by, at):
                if verb in OF_WHOM:
                    continue
                kind = next(v for v in c.VERBS if verb == v.VERB)
                command = x.moved(chance.command(kind, no_, at, rng.choice), occurred_at=None)
                tried += _is_not_refused(world, command, by, at)
    assert tried > 2_000


def _is_not_refused(world: World, command, by: Caller, at) -> bool:
    try:
        x.When(world.histories, command, by, at).drafts()
    except BY_FIELDS:
        return True
    except NEVER_LISTED as refusal:
        pytest.fail(f"{command.VERB} was listed for {by.user}: {type(refusal).__name__} {refusal}")
    except CaseworkError:
        return True
    return True


RETURNED = (*TO_HANDLE, x.return_requested(), e.ReturnRefused(unit="U-GR", reason="属你单位"))


@pytest.mark.finding("A94")
@pytest.mark.parametrize("by", [unit(), unit_head()])
def test_a_return_is_not_offered_when_it_is_used_up_or_the_window_closed(by):
    assert "request-return" in listed(given(*TO_HANDLE).appeal(), by, china(11, 25))
    assert "request-return" not in listed(given(*TO_HANDLE).appeal(), by, china(11, 25, 18, 1))
    assert "request-return" not in listed(given(*RETURNED).appeal(), by, china(11, 24, 9))


@pytest.mark.finding("A94")
def test_an_extension_is_not_offered_when_overdue():
    assert "request-extension" in listed(given(*TO_HANDLE).appeal(), unit(), china(11, 30))
    assert "request-extension" not in listed(given(*TO_HANDLE).appeal(), unit(), china(12, 1, 9))


@pytest.mark.finding("A94")
def test_each_unit_is_offered_what_its_own_part_allows():
    appeal = given(*HELPED).appeal()
    ga = unit("U-GA", user="ga-clerk")
    assert "request-extension" in listed(appeal, ga, china(12, 11))
    assert "request-extension" not in listed(appeal, ga, china(12, 11, 18, 1))
    assert "request-extension" in listed(appeal, unit(), china(12, 11, 18, 1))


@pytest.mark.finding("A94", "A50")
def test_what_lies_before_the_head_is_offered_to_the_head_alone():
    ask = x.ask(c.RequestReturn, ground="not_our_duty", reason="不属本单位职责")
    waiting = given(*TO_HANDLE).when(ask, by=unit(), at=china(11, 24, 9)).after()
    clerk, head = (listed(waiting, by, china(11, 24, 10)) for by in (unit(), unit_head()))
    assert "request-return" not in clerk
    assert "approve" not in clerk
    assert "approve" in head
    other = unit_head("U-GA", user="ga-head")
    assert "approve" not in listed(waiting, other, china(11, 24, 10))
