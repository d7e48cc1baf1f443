"""The mapping language: which row becomes which fact."""

from datetime import UTC, datetime
from pathlib import Path

from casework.appeal.events import (
    AppealClosed,
    AppealCollected,
    AppealDispatched,
    AppealHandled,
    AppealReassigned,
    AppealReopened,
    AppealResumed,
    AppealSuspended,
    CallbackRecorded,
    NoteAdded,
    ProgressRecorded,
)
from casework.facts import Source
from tests.imports.telling import HEAD, facts, history

STATES = """no,at,what,state,unit
1,2020-01-01T08:00,heating,New,
1,2020-01-01T09:00,heating,Waiting for parts,U-1
1,2020-01-01T10:00,heating,Waiting for money,
1,2020-01-01T11:00,heating,Active,U-1
1,2020-01-01T12:00,heating,,U-2
1,2020-01-01T13:00,heating,Active,U-2
1,2020-01-01T14:00,heating,Done,U-1
"""


def reassigned(before: str, after: str) -> AppealReassigned:
    return AppealReassigned(
        from_unit=before, from_unit_name=before, to_unit=after, to_unit_name=after
    )


def test_a_case_begins_with_its_collection(tmp_path: Path) -> None:
    told, _ = history(tmp_path, HEAD, "no,at,what\n7,2020-01-01T08:00,heating\n")
    [collected] = told["7"]
    assert collected.stream == "desk-7"
    assert collected.occurred_at == datetime(2020, 1, 1, 0, tzinfo=UTC)
    assert collected.source == Source("desk", 1)
    assert collected.fact == AppealCollected(
        channel="phone",
        type="other",
        title="heating",
        content="heating",
        category="other",
        category_name="other",
        external_no="7",
        wants_callback=False,
    )


def test_a_pattern_begins_and_ends_once(tmp_path: Path) -> None:
    rules = """
    [[facts]]
    fact = "suspended"
    when = { column = "state", becomes = "waiting*" }
    reason = "{state}"
    [[facts]]
    fact = "resumed"
    when = { column = "state", leaves = "Waiting*" }
    """
    assert facts(tmp_path, rules, STATES) == [
        AppealSuspended(reason="Waiting for parts"),
        AppealResumed(),
    ]


def test_an_unknown_value_is_no_change(tmp_path: Path) -> None:
    rules = """
    [[facts]]
    fact = "progress"
    when = { column = "state", changes = true }
    text = "{state}"
    """
    texts = [f.text for f in facts(tmp_path, rules, STATES) if isinstance(f, ProgressRecorded)]
    assert texts == ["Waiting for parts", "Waiting for money", "Active", "Done"]


def test_a_rule_may_hold_once(tmp_path: Path) -> None:
    rules = """
    [[facts]]
    fact = "progress"
    when = { column = "state", is = ["Active", "Done"] }
    once = true
    text = "{unit}"
    """
    assert facts(tmp_path, rules, STATES) == [ProgressRecorded(text="U-1")]


def test_the_first_known_unit_is_dispatched_to_and_others_are_reassigned_to(tmp_path: Path) -> None:
    rules = """
    [[facts]]
    fact = "dispatched"
    row = "first"
    unit = "{unit}"
    [[facts]]
    fact = "reassigned"
    row = "each"
    unit = "{unit}"
    """
    assert facts(tmp_path, rules, STATES) == [
        AppealDispatched(round=1, lead_unit="U-1", lead_unit_name="U-1"),
        reassigned("U-1", "U-2"),
        reassigned("U-2", "U-1"),
    ]


def test_without_a_dispatch_the_first_reassignment_is_one(tmp_path: Path) -> None:
    rules = '[[facts]]\nfact = "reassigned"\nrow = "each"\nunit = "{unit}"\n'
    first, *_ = facts(tmp_path, rules, STATES)
    assert first == AppealDispatched(round=1, lead_unit="U-1", lead_unit_name="U-1")


def test_otherwise_is_for_rows_that_told_nothing_else(tmp_path: Path) -> None:
    rules = """
    [[facts]]
    fact = "closed"
    when = { column = "state", becomes = "Done" }
    [[facts]]
    fact = "progress"
    row = "each"
    otherwise = true
    text = "now {state}"
    """
    told = facts(tmp_path, rules, "no,at,what,state\n1,2020-01-01,x,New\n1,2020-01-02,x,Open\n")
    assert told == [ProgressRecorded(text="now Open")]
    told = facts(tmp_path, rules, "no,at,what,state\n1,2020-01-01,x,New\n1,2020-01-02,x,Done\n")
    assert told == [AppealClosed(kind="normal")]


def test_a_row_that_no_rule_fits_is_remarked_on(tmp_path: Path) -> None:
    table = "no,at,what\n1,2020-01-01,x\n1,2020-01-02,x\n"
    _, [remark] = history(tmp_path, HEAD, table)
    assert (remark.row, remark.refused) == (2, False)
    assert "no rule of the mapping fits" in remark.reason


def test_a_rise_of_a_number_is_a_new_round(tmp_path: Path) -> None:
    rules = """
    [[facts]]
    fact = "reopened"
    when = { column = "again", rises = true }
    reason = "{again}"
    """
    table = "no,at,what,again\n1,2020-01-01,x,9\n1,2020-01-02,x,10\n1,2020-01-03,x,10\n"
    assert facts(tmp_path, rules, table) == [AppealReopened(round=2, reason="10")]


def test_what_ends_after_its_deadline_is_late(tmp_path: Path) -> None:
    rules = """
    [[facts]]
    fact = "dispatched"
    row = "first"
    unit = "U-1"
    deadline = "{due}"
    [[facts]]
    fact = "handled"
    row = "last"
    when = { column = "done", filled = true }
    at = "{done}"
    outcome = "solved"
    reply = "call 13900001111"
    [[facts]]
    fact = "closed"
    row = "last"
    when = { column = "done", filled = true }
    at = "{done}"
    """
    table = "no,at,what,due,done\n1,2020-01-01,x,2020-01-05,{}\n"
    _, handled, closed = facts(tmp_path, rules, table.format("2020-01-06"))
    assert isinstance(handled, AppealHandled)
    assert (handled.late, handled.unit, handled.public_reply) == (True, "U-1", "call ***")
    assert closed == AppealClosed(kind="normal_late", late=True)
    assert facts(tmp_path, rules, table.format("2020-01-05"))[2] == AppealClosed(kind="normal")
    assert len(facts(tmp_path, rules, table.format(""))) == 1


def test_a_callback_counts_where_both_answers_are_clear(tmp_path: Path) -> None:
    rules = """
    [values.satisfied]
    5 = "very"
    "*" = "no"
    [values.solved]
    "是" = "yes"
    "否" = "no"
    [[facts]]
    fact = "callback"
    row = "each"
    reply_channel = "phone"
    connected = { column = "reached", is = "Y" }
    satisfied = "{stars}"
    solved = "{solved}"
    """
    table = "no,at,what,reached,stars,solved\n1,2020-01-01,x,N,,\n1,2020-01-02,x,Y,5,是\n"
    assert facts(tmp_path, rules, table) == [
        CallbackRecorded(attempt=1, channel="phone", connected=False, valid=False),
        CallbackRecorded(
            attempt=2, channel="phone", connected=True, valid=True, solved="yes", satisfied="very"
        ),
    ]


def test_a_row_that_a_rule_cannot_use_is_left_out_alone(tmp_path: Path) -> None:
    rules = """
    [[facts]]
    fact = "callback"
    row = "each"
    reply_channel = "phone"
    satisfied = "{stars}"
    """
    table = "no,at,what,stars\n1,2020-01-01,x,no\n1,2020-01-02,x,5\n1,2020-01-03,x,very\n"
    told, [remark] = history(tmp_path, HEAD + rules, table)
    assert [d.source.row for d in told["1"] if d.source] == [1, 1, 3]
    assert remark.row == 2
    assert "satisfied is '5': translate it in [values.satisfied] to one of very" in remark.reason


def test_a_bad_cell_of_another_row_is_not_held_against_the_first(tmp_path: Path) -> None:
    rules = '[[facts]]\nfact = "dispatched"\nrow = "first"\nunit = "U-1"\ndeadline = "{due}"\n'
    table = "no,at,what,due\n1,2020-01-01,x,\n1,2020-01-02,x,soon\n"
    told, _ = history(tmp_path, HEAD + rules, table)
    assert [type(d.fact) for d in told["1"]] == [AppealCollected, AppealDispatched]
    assert [d.source.row for d in told["1"] if d.source] == [1, 1]


def test_rows_of_a_case_may_be_sorted(tmp_path: Path) -> None:
    rules = '[[facts]]\nfact = "note"\nrow = "last"\ntext = "{what}"\n'
    table = "no,at,what\n1,2020-01-03,late\n1,2020-01-01,early\n"
    told, _ = history(tmp_path, HEAD + rules, table)
    assert told["1"][-1].fact == NoteAdded(text="early")
    sorting = HEAD.replace('time = "{at}"', 'time = "{at}"\nsort_by = "{at}"')
    told, _ = history(tmp_path, sorting + rules, table)
    assert told["1"][-1].fact == NoteAdded(text="late")


def test_a_dirty_title_is_cleaned_and_holds_no_number(tmp_path: Path) -> None:
    table = 'no,at,what\n1,2020-01-01,"\u3000\xa0暖气\t不热\n请电13900001111\x07\u3000"\n'
    told, _ = history(tmp_path, HEAD, table)
    [collected] = told["1"]
    assert isinstance(collected.fact, AppealCollected)
    assert collected.fact.title == "暖气 不热 请电***"


def test_what_is_too_long_is_cut_and_remarked_on(tmp_path: Path) -> None:
    table = f"no,at,what\n1,2020-01-01,{'长' * 101}\n"
    told, [remark] = history(tmp_path, HEAD, table)
    assert told["1"][0].fact.title == "长" * 100  # type: ignore[attr-defined]
    assert not remark.refused
    assert "title had 101 characters" in remark.reason
