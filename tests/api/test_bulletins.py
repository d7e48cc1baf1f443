"""Bulletins over HTTP: who publishes, who reads, in which form, and what cannot be published."""

from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.api.conftest import Site
from tests.api.test_refusals import problem

PATH = "/v1/bulletins"
MONTH = "2020-01"
READ = ("operator", "collector", "duty", "supervisor", "auditor", "gr", "gr-head", "callback")
NOT = ("resident", "officer", "arbiter", "admin")


def publish(site: Site, who: str, period: str, **more: object):
    body = {"period": period, **more}
    return site.client.post(PATH, json=body, headers=site.headers(who))


@pytest.fixture(scope="module")
def published(site: Site) -> Site:
    answer = publish(site, "supervisor", MONTH)
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"{PATH}/dengta/{MONTH}"
    return site


@pytest.mark.parametrize("who", READ)
def test_who_works_here_reads_it(published: Site, who: str):
    told = published.get(who, f"{PATH}/dengta/{MONTH}").json()
    assert (told["version"], told["published_by"]) == (1, "supervisor")
    assert told["board"]["policy"] == "dengta@1"
    assert [each["period"] for each in published.get(who, PATH).json()["items"]] == [MONTH]


@pytest.mark.parametrize("who", NOT)
def test_nobody_else_does(published: Site, who: str):
    problem(published.get(who, f"{PATH}/dengta/{MONTH}"), 403, "OutsideScope")


@pytest.mark.parametrize("who", sorted({*READ, *NOT} - {"supervisor", "duty"}))
def test_only_supervisor_and_duty_leader_publish(published: Site, who: str):
    problem(publish(published, who, MONTH), 403, "BulletinsAreTheSupervisors")


def test_what_was_published_and_says_the_same_is_not_published_again(published: Site):
    problem(publish(published, "duty", MONTH), 422, "NothingToCorrect")


@pytest.mark.parametrize(
    ("period", "policy", "code"),
    [
        ("2020-13", "dengta", "NoSuchPeriod"),
        ("2090-01", "dengta", "PeriodNotBegun"),
        ("2020-02", "nobody", "NoSuchAssessment"),
    ],
)
def test_what_there_is_not_is_not_published(published: Site, period: str, policy: str, code: str):
    problem(publish(published, "supervisor", period, policy=policy), 422, code)


def test_a_period_that_runs_may_be_tried_and_is_not_published(published: Site):
    problem(publish(published, "supervisor", "2026-01-01..2099-12-31"), 422, "PeriodStillRuns")


def test_a_version_that_is_not_there_is_not_found(published: Site):
    path = f"{PATH}/dengta/{MONTH}"
    problem(published.get("auditor", path, version=2), 404, "UnknownBulletin")
    problem(published.get("auditor", f"{PATH}/dengta/2020-03"), 404, "UnknownBulletin")


def test_it_comes_in_every_form(published: Site):
    path = f"{PATH}/dengta/{MONTH}/document"
    forms = {
        form: published.get("gr", path, format=form).content
        for form in ("pdf", "docx", "xlsx", "html")
    }
    pdf = "".join(page.extract_text() for page in PdfReader(BytesIO(forms["pdf"])).pages)
    assert "dengta@1" in pdf
    assert any("通报" in each.text for each in Document(BytesIO(forms["docx"])).paragraphs)
    assert load_workbook(BytesIO(forms["xlsx"])).sheetnames
    assert "dengta@1" in forms["html"].decode()


def test_the_orders_behind_a_figure_are_the_units_own(published: Site):
    path = f"{PATH}/dengta/{MONTH}/behind"
    mine = published.get("gr", path, unit="U-GR", figure="received")
    assert mine.json()["items"] == []
    problem(published.get("gr", path, unit="U-GA", figure="received"), 403, "OutsideScope")
    problem(published.get("duty", path, unit="U-GA", figure="wisdom"), 422, "NoSuchFigure")
