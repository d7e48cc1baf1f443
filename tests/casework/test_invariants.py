"""The ten invariants of DOMAIN 5; `held_by.py` names every test that holds one of them."""

from importlib import import_module

import pytest
from msgspec.structs import asdict

from api.visibility import withholding
from casework.appeal import commands as c
from casework.appeal import events as e
from casework.appeal import refusals as no
from casework.appeal.access import Rights
from casework.appeal.clocks import find
from casework.deciding import BatchDecider
from casework.directory import events as d
from casework.errors import KeyReused, Refusal, UnknownAppeal, VersionConflict
from casework.requests import Request, fingerprint
from casework.store.store import Known, Loaded
from projections.tracking.fold import fold
from tests import examples as x
from tests.casework import chance
from tests.casework.held_by import EDGE_CASES, INVARIANTS

NAMED = [name for names in (*INVARIANTS.values(), *EDGE_CASES.values()) for name in names]
ARCHIVED = (*x.CLOSED, e.AppealArchived(package_hash="0"))


@pytest.mark.parametrize("name", NAMED)
def test_every_test_that_is_named_is_there(name):
    module, _, function = name.partition("::")
    path = module if module.startswith("tests.") else f"tests.casework.{module}"
    assert callable(getattr(import_module(path), function))


def test_none_is_left_out():
    assert list(INVARIANTS) == list(range(1, 11))
    assert list(EDGE_CASES) == list(range(1, 28))


def first_of(verb: type[c.AppealCommand], **fields):
    """That verb with the first option in each field."""
    command = chance.command(verb, x.NO, x.NOW, lambda options: options[0])
    return x.moved(command, occurred_at=None, **fields)


@pytest.mark.parametrize("verb", chance.ALL_VERBS)
def test_1_the_first_fact_is_the_collection(verb):
    with pytest.raises(UnknownAppeal):
        x.nothing().when(first_of(verb)).decide()


@pytest.mark.parametrize("verb", chance.ALL_VERBS)
def test_1_nothing_is_added_after_archiving_but_who_looked_and_what_was_erased(verb):
    """Both are asked for by law (PIPL 47, 51), and DOMAIN 5, rows 38 and 40, allows them."""
    still = {c.RevealClaimant, c.ErasePersonalData}
    command = first_of(verb, **({"kind": "fire"} if verb is c.MarkSensitive else {}))
    for by in chance.EVERYBODY:
        if verb in still:
            assert verb.fits(x.given(*ARCHIVED).appeal().standing)
        else:
            assert is_refused(x.given(*ARCHIVED), command, by)


def is_refused(given, command, by) -> bool:
    try:
        given.when(command, by=by).decide()
    except Refusal:
        return True
    return False


def test_2_a_unit_has_one_order():
    task = {"task": "到场", "reason": "需协同"}
    for unit in ("U-GR", "U-GA"):
        command = x.ask(c.AddCoHandler, unit=unit, **task)
        x.given(*x.HELPED).when(command).refused(no.UnitTwice)
    moved = x.ask(c.ReassignAppeal, to_unit="U-GA", reason="职责调整")
    orders = x.given(*x.HELPED).when(moved).after().orders
    assert [(o.unit, o.lead) for o in orders] == [("U-GA", True)]


QUIET = [
    x.add_note(),
    x.ask(c.UrgeOrder, text="何时办"),
    x.ask(c.LabelAppeal, labels=("key_case",), reason="重点"),
    x.ask(c.ReclassifyAppeal, category="14", reason="更正"),
    x.ask(c.MarkSensitive, kind="fire", reason="隐患"),
    x.ask(c.RequestMoreInfo, questions="几楼"),
    x.ask(c.OpenSupervision, level="routine", demand="说明"),
    x.ask(c.AttachFile, sha256="a" * 64, mime="image/jpeg", size=1),
]


@pytest.mark.parametrize("command", QUIET, ids=lambda command: command.VERB)
def test_3_nothing_else_moves_the_deadline(command):
    """All verbs at random, see `holding.check_3_deadlines_move_only_so`."""
    by = x.supervisor() if isinstance(command, c.OpenSupervision) else x.operator()
    before = find(x.given(*x.TO_HANDLE).appeal().clocks, "handling")
    after = x.given(*x.TO_HANDLE).when(command, by=by, at=x.china(11, 24)).after()
    assert find(after.clocks, "handling") == before


@pytest.mark.parametrize(
    ("life", "command", "by"),
    [
        (x.TO_DISPATCH, x.close(), x.duty_leader()),
        (x.TO_HANDLE, x.close(), x.duty_leader()),
        (x.TO_FEED_BACK, x.close(), x.duty_leader()),
        (x.TO_HANDLE, x.feed_back(), x.operator()),
        (x.TO_ACKNOWLEDGE, x.handle(), x.unit()),
        (x.TO_CALL_BACK, x.handle(), x.unit()),
    ],
)
def test_4_handled_then_fed_back_then_closed(life, command, by):
    assert is_refused(x.given(*life), command, by)


@pytest.mark.parametrize("verb", [v for v in chance.ALL_VERBS if v.UNITS])
@pytest.mark.parametrize("by", [x.unit("U-CG"), x.unit_head("U-CG"), x.unit("U-GR1")])
def test_5_a_unit_acts_only_on_its_own_order(verb, by):
    refusal = no.OutsideScope
    if verb is c.ApproveRequest and "unit_head" not in by.posts:
        refusal = no.PostRequired
    x.given(*x.HELPED).when(first_of(verb), by=by).refused(refusal)


def test_5_a_claimant_never_sees_internal_text():
    told = (
        *x.HELPED,
        e.NoteAdded(text="内部"),
        e.ProgressRecorded(text="内部", unit="U-GR"),
        e.ContactRecorded(unit="U-GR", channel="phone", connected=True, summary="内部"),
        e.CoHandlerReported(unit="U-GA", result="内部"),
        x.handled(measures="内部"),
        e.HandlingSentBack(reason="内部"),
        x.return_requested(reason="内部"),
        e.SupervisionOpened(supervision=1, level="routine", units=(), demand="内部"),
        e.NoteAdded(text="公开", visibility="public"),
    )
    items = [
        {
            "fact": f.TOPIC,
            "details": asdict(f),
            "occurred_at": x.NOW,
            "recorded_at": x.NOW,
            "actor": {"user": "u", "role": "r", "unit": "U"},
        }
        for f in told
    ]
    shown = str(withholding.facts(items, Rights("clear", words=True, public=True)))
    assert "内部" not in shown
    assert "公开" in shown
    assert "室温已恢复" in shown


@pytest.mark.parametrize(
    ("life", "command", "post"),
    [
        (x.TO_FEED_BACK, x.ask(c.ReviewHandling, decision="accept"), "operator"),
        (x.TO_CALL_BACK, x.record_callback(), "caller"),
        (x.TO_CLOSE, x.ask(c.OrderRework, reason="未解决"), "caller"),
        (x.TO_CLOSE, x.close(), "duty_leader"),
    ],
)
def test_6_who_submitted_the_result_does_not_judge_it(life, command, post):
    x.given(*life).when(command, by=x.caller(post, user="gr-clerk")).refused(no.SameHands)
    x.given(*life).when(command, by=x.caller(post, user="another")).decide()


EXTENSION = e.ExtensionRequested(
    unit="U-GR", reason="r", until=x.china(12, 4), claimant_informed_at=x.NOW
)
SUSPENSION = e.SuspensionRequested(unit="U-GR", reason="r", until=x.china(12, 4))
TERMINATION = e.TerminationRequested(unit="U-GR", ground="other", reason="r")
EXCLUSION = e.ExclusionRequested(unit="U-GR", ground="force_majeure", evidence="r")
UNREASONED = [
    (x.TO_DISPATCH, c.RefuseAppeal, x.operator()),
    (x.TO_HANDLE, c.RequestReturn, x.unit_head()),
    ((*x.TO_HANDLE, x.return_requested()), c.DecideReturn, x.operator()),
    (x.TO_HANDLE, c.RequestExtension, x.unit_head()),
    ((*x.TO_HANDLE, EXTENSION), c.DecideExtension, x.operator()),
    (x.TO_HANDLE, c.RequestSuspension, x.unit_head()),
    ((*x.TO_HANDLE, SUSPENSION), c.DecideSuspension, x.duty_leader()),
    (x.TO_HANDLE, c.RequestTermination, x.unit_head()),
    ((*x.TO_HANDLE, TERMINATION), c.DecideTermination, x.duty_leader()),
    ((*x.TO_CLOSE, EXCLUSION), c.DecideExclusion, x.duty_leader()),
    (x.TO_HANDLE, c.ReassignAppeal, x.operator()),
    (x.TO_CLOSE, c.OrderRework, x.callback_staff()),
    (x.CLOSED, c.ReopenAppeal, x.duty_leader()),
    (x.TO_DISPATCH, c.WithdrawAppeal, x.operator()),
]


@pytest.mark.parametrize("decision", ["accept", "refuse"])
@pytest.mark.parametrize(("life", "verb", "by"), UNREASONED)
def test_7_no_decision_without_a_reason(life, verb, by, decision):
    names = verb.__struct_fields__
    fields = {
        "reason": "  ",
        "decision": decision,
        "until": x.china(12, 4),
        "to_unit": "U-GA",
        "claimant_informed_at": x.NOW,
        "unit": None,
        "suggested_unit": None,
        "told_claimant_at": None,
    }
    command = first_of(verb, **{name: value for name, value in fields.items() if name in names})
    x.given(*life).when(command, by=by).refused(no.EmptyText)


def answer(request: Request, *life, known=()):
    """What one request is answered, on a life so far."""
    loaded = Loaded(histories={x.NO: x.recorded(*life)}, known=dict(known))
    deciding = BatchDecider(loaded, x.reference(), lambda: x.NOW)
    deciding.take(request)
    return deciding.result


def test_9_permission_comes_before_version_and_version_before_state():
    def refusal(by, expected):
        request = Request(command=x.dispatch(), caller=by, expected=expected)
        [(_, error)] = answer(request, *x.TO_HANDLE).answered
        return type(error)

    assert refusal(x.caller("admin"), 99) is no.PostRequired
    assert refusal(x.operator(), 99) is VersionConflict
    assert refusal(x.operator(), 3) is no.NotAwaitingDispatch


def test_10_a_command_sent_twice_is_done_once():
    command = x.dispatch()
    request = Request(command=command, caller=x.operator(), fingerprint=fingerprint(command))
    done = Known(request.fingerprint, x.NO, 2, 7, "dispatched")
    again = answer(request, *x.TO_ACKNOWLEDGE, known=[(request.command_id, done)])
    assert again.decisions == []
    assert (again.answered[0][1].version, again.answered[0][1].repeated) == (2, True)
    other = Known(b"another", x.NO, 2, 7, "dispatched")
    reused = answer(request, *x.TO_ACKNOWLEDGE, known=[(request.command_id, other)])
    assert isinstance(reused.answered[0][1], KeyReused)


def test_what_shirking_leaves_behind_is_counted():  # DOMAIN 11.6
    """Returns, transfers and late signing stay on record; a list of them is a view's to make."""
    moved = e.AppealReassigned(from_unit="U-GR", to_unit="U-GA", to_unit_name="公安局", reason="r")
    row = None
    for told in x.recorded(*x.TO_HANDLE, x.return_requested(), moved):
        row = fold(row, told)
    assert (row.returns, row.reassignments) == (1, 1)
    late = x.given(*x.TO_ACKNOWLEDGE).when(x.acknowledge(), by=x.unit(), at=x.china(11, 25))
    assert late.then(e.OrderAcknowledged).late


def test_an_appeal_keeps_the_grid_of_its_time():  # DOMAIN 11.18
    renamed = (
        "area/211081001001",
        d.AreaRegistered(name="安康社区", level="community", parent="211081001"),
    )
    when = x.given(*x.TO_DISPATCH).when(x.dispatch(), known=x.knowing(renamed))
    assert when.lived().appeal().area == "211081001001"
    assert x.collected().place == "烟台街道幸福社区"
