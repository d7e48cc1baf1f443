"""Every real file, imported: its figures are those that the file itself gives."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.imports import counting
from tests.imports.conftest import FILES, Everything, bring_in, real_file

KEYS = {
    "permits": "case:concept:name",
    "incidents": "number",
    "problems": "case:concept:name",
    "boston311": "case_enquiry_id",
    "taidi-replied": "留言编号",
    "taidi-labelled": "留言编号",
    "taidi-repeats": "留言编号",
}
CHINA = ZoneInfo("Asia/Shanghai")
ALREADY_LATE = "count(*) FILTER (WHERE deadline < coalesce(stopped_at, now()))"


def system(name: str) -> str:
    return name.replace("-", "_")


@pytest.mark.parametrize("name", FILES)
def test_every_case_is_there_once(everything: Everything, name: str) -> None:
    cases = counting.cases(name, KEYS[name])
    imported = everything.imported[name]
    assert imported.cases == len(cases) == everything.ask(system(name), "count(*)")
    assert imported.rows == sum(map(len, cases.values()))


@pytest.mark.parametrize("name", FILES)
def test_every_case_keeps_its_own_number(everything: Everything, name: str) -> None:
    numbers = everything.ask(system(name), "array_agg(external_no)")
    assert isinstance(numbers, list)
    assert set(numbers) == set(counting.cases(name, KEYS[name]))


@pytest.mark.parametrize("name", FILES)
def test_no_row_of_a_real_file_is_refused(everything: Everything, name: str) -> None:
    imported = everything.imported[name]
    assert (imported.refused_rows, imported.refused_cases, imported.remarks) == (0, 0, 0)
    assert imported.report is None


def test_permits_that_ended_late_are_late(everything: Everything) -> None:
    first = [records[0] for records in counting.cases("permits", KEYS["permits"]).values()]
    late = sum(counting.late(r, "case:enddate", "case:deadline") for r in first)
    still_open = sum(not r["case:enddate"] for r in first)
    assert late == everything.ask("permits", "count(*) FILTER (WHERE deadline < stopped_at)")
    assert late == everything.ask("permits", "count(*) FILTER (WHERE closing_kind = 'normal_late')")
    assert late + still_open == everything.ask("permits", ALREADY_LATE)


def test_permits_without_an_end_are_open(everything: Everything) -> None:
    first = [records[0] for records in counting.cases("permits", KEYS["permits"]).values()]
    still_open = sum(not r["case:enddate"] for r in first)
    assert still_open == everything.ask("permits", "count(*) FILTER (WHERE status <> 'closed')")


def test_permits_change_hands_as_often_as_their_group_changes(everything: Everything) -> None:
    changes = counting.changes(counting.cases("permits", KEYS["permits"]), "org:group", "EMPTY")
    assert changes == everything.ask("permits", "sum(reassignments)")


def test_every_activity_of_a_permit_is_a_step(everything: Everything) -> None:
    assert everything.facts("permits", "progress.recorded") == everything.imported["permits"].rows


def test_incidents_change_hands_as_often_as_their_group_changes(everything: Everything) -> None:
    cases = counting.cases("incidents", KEYS["incidents"])
    changes = counting.changes(cases, "assignment_group", "?")
    assert changes == everything.ask("incidents", "sum(reassignments)")


def test_incidents_are_reopened_as_often_as_their_count_rises(everything: Everything) -> None:
    steps = counting.steps(counting.cases("incidents", KEYS["incidents"]))
    rises = sum(int(b["reopen_count"]) > int(a["reopen_count"]) for a, b in steps)
    assert rises == everything.ask("incidents", "sum(reopenings)")


def test_incidents_wait_as_often_as_they_begin_to(everything: Everything) -> None:
    cases = counting.cases("incidents", KEYS["incidents"])
    waits = counting.turns(cases, lambda r: r["ident_state"].startswith("Awaiting"))
    assert waits == everything.facts("incidents", "appeal.suspended")
    assert waits == everything.facts("incidents", "appeal.resumed")


def test_incidents_go_on_when_their_waiting_ends(everything: Everything) -> None:
    ends = [
        (
            b["number"],
            datetime.strptime(b["sys_updated_at"], "%d/%m/%Y %H:%M").replace(tzinfo=CHINA),
        )
        for a, b in counting.steps(counting.cases("incidents", KEYS["incidents"]))
        if a["ident_state"].startswith("Awaiting") and not b["ident_state"].startswith("Awaiting")
    ]
    assert sorted(ends) == sorted(everything.moments("incidents", "appeal.resumed"))


def test_incidents_are_handled_and_closed_as_often_as_they_say(everything: Everything) -> None:
    cases = counting.cases("incidents", KEYS["incidents"])
    for state, topic in (("Resolved", "appeal.handled"), ("Closed", "appeal.closed")):
        turned = counting.turns(cases, lambda r, state=state: r["ident_state"] == state)  # type: ignore[misc]
        assert turned == everything.facts("incidents", topic)


def test_incidents_that_missed_their_limit_are_closed_late(everything: Everything) -> None:
    cases = counting.cases("incidents", KEYS["incidents"]).values()
    missed = sum(records[-1]["made_sla"] == "false" for records in cases)
    closed_late = "count(*) FILTER (WHERE closing_kind = 'normal_late')"
    assert missed == everything.ask("incidents", closed_late)


def test_problems_change_hands_as_often_as_their_group_changes(everything: Everything) -> None:
    changes = counting.changes(counting.cases("problems", KEYS["problems"]), "org:group", "")
    assert changes == everything.ask("problems", "sum(reassignments)")


def test_problems_are_reopened_when_work_follows_completion(everything: Everything) -> None:
    steps = counting.steps(counting.cases("problems", KEYS["problems"]))
    again = sum(
        a["concept:name"] == "Completed" and b["concept:name"] in ("Accepted", "Queued")
        for a, b in steps
    )
    assert again == everything.ask("problems", "sum(reopenings)")


def test_problems_wait_as_often_as_they_begin_to(everything: Everything) -> None:
    cases = counting.cases("problems", KEYS["problems"])
    waits = counting.turns(cases, lambda r: r["lifecycle:transition"].startswith("Wait"))
    assert waits == everything.facts("problems", "appeal.suspended")


def test_problems_are_handled_as_often_as_they_are_completed(everything: Everything) -> None:
    cases = counting.cases("problems", KEYS["problems"])
    completed = counting.turns(cases, lambda r: r["concept:name"] == "Completed")
    assert completed == everything.facts("problems", "appeal.handled")
    assert len(cases) == everything.ask("problems", "count(*) FILTER (WHERE status = 'closed')")


def test_requests_are_open_closed_and_late_as_the_city_says(everything: Everything) -> None:
    records = [r for [r] in counting.cases("boston311", KEYS["boston311"]).values()]
    closed = sum(r["closed_dt"] != "" for r in records)
    late = sum(counting.late(r, "closed_dt", "target_dt") for r in records)
    overdue = sum(r["ontime"] == "OVERDUE" for r in records)
    assert closed == everything.ask("boston311", "count(*) FILTER (WHERE status = 'closed')")
    assert late == everything.ask("boston311", "count(*) FILTER (WHERE deadline < stopped_at)")
    assert overdue == everything.ask("boston311", ALREADY_LATE)


def test_requests_happened_at_the_city_s_own_time(everything: Everything) -> None:
    opened = [
        (number, datetime.fromisoformat(r["open_dt"]).replace(tzinfo=ZoneInfo("America/New_York")))
        for number, [r] in counting.cases("boston311", KEYS["boston311"]).items()
    ]
    assert sorted(opened) == sorted(everything.moments("boston311", "appeal.collected"))


def test_answered_messages_are_fed_back_when_they_were_answered(everything: Everything) -> None:
    records = [r for [r] in counting.cases("taidi-replied", KEYS["taidi-replied"]).values()]
    answered = {r["留言编号"]: r["答复时间"].replace("/", "-") for r in records if r["答复时间"]}
    found = everything.ask(
        "taidi_replied",
        "json_object_agg(external_no, to_char(fed_back_at AT TIME ZONE 'Asia/Shanghai',"
        " 'YYYY-FMMM-FMDD FMHH24:MI:SS')) FILTER (WHERE status = 'fed_back')",
    )
    assert found == answered


def test_a_message_with_two_labels_is_one_case_with_a_note(everything: Everything) -> None:
    cases = counting.cases("taidi-labelled", KEYS["taidi-labelled"]).values()
    more = sum(len(records) - 1 for records in cases)
    assert more == everything.ask("taidi_labelled", "sum(notes)")


def test_likes_are_a_note(everything: Everything) -> None:
    assert everything.ask("taidi_repeats", "min(notes)") == 1


@pytest.mark.parametrize("name", FILES)
def test_importing_again_adds_nothing(everything: Everything, name: str) -> None:
    last = "SELECT max(notification_id) FROM {city}.events"
    before = everything.city.query(last)
    with everything.city.open() as casework:
        again = bring_in(casework, everything.imported[name].file, name)
    assert (again.cases, again.events, again.refused_cases) == (0, 0, 0)
    assert again.already_there == everything.imported[name].cases
    assert everything.city.query(last) == before


def test_the_workbook_says_the_same_as_the_csv(everything: Everything) -> None:
    with everything.city.open() as casework:
        again = bring_in(casework, real_file("taidi-replied-120.xlsx"), "taidi-replied")
    assert again.already_there == everything.imported["taidi-replied"].cases
    assert again.refused_cases == again.cases == 0
