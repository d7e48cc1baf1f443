"""What is wanted of a simulation, and what makes it impossible."""

from datetime import date, datetime, timedelta

import msgspec

from api.reports.simulation.hypothesis import Hypothesis, SimulationRefused
from casework.directory.directory import Directory
from casework.policy.assessment import AssessmentPolicy
from casework.policy.periods import Period, period_of
from casework.policy.policies import Policies
from casework.policy.refusals import NoSuchAssessment
from casework.runtime.database import Database
from casework.sql import Statements
from casework.time import CHINA

USUAL = "dengta"
_SQL = Statements(__file__)


class SimulationRequest(msgspec.Struct, frozen=True, kw_only=True):
    """For which days, `[begins, ends)`, as judged by which policy, and for which instant.

    Without `policy` units are judged by the one that has the id of the trial's, else by dengta.
    """

    begins: date
    ends: date
    now: datetime
    policy: str | None = None


class KnownCity(msgspec.Struct, frozen=True):
    """The city: its database, who and what there was."""

    database: Database
    city: str
    policies: Policies
    directory: Directory


def period_in(wanted: SimulationRequest) -> Period:
    """Return the days that are compared. Raises `SimulationRefused`."""
    if wanted.begins >= wanted.ends:
        problem = f"--from {wanted.begins} does not lie before --to {wanted.ends}"
        raise SimulationRefused(f"{problem}: the day of --to is the first that is left out.")
    if wanted.begins > (today := wanted.now.astimezone(CHINA).date()):
        raise SimulationRefused(
            f"--from {wanted.begins} lies in the future: today is {today}, and only what was"
            " recorded can be replayed."
        )
    label = f"{wanted.begins}..{wanted.ends - timedelta(days=1)}"
    return period_of(label, "month")


def policy_in(
    known: KnownCity, hypothesis: Hypothesis, wanted: SimulationRequest
) -> AssessmentPolicy:
    """Return the assessment policy by which the past is judged. Raises `NoSuchAssessment`."""
    if wanted.policy or hypothesis.assessment is None:
        return known.policies.assessment(wanted.policy or USUAL, wanted.now)
    try:
        return known.policies.assessment(hypothesis.assessment.id, wanted.now)
    except NoSuchAssessment:
        return known.policies.assessment(USUAL, wanted.now)


def check_begun(known: KnownCity, schema: str, wanted: SimulationRequest) -> None:
    """Raise `SimulationRefused` for a time before everything: nothing in it could differ."""
    statement = _SQL.of("first_raised", schema=schema)
    with known.database.connect() as conn:
        [first] = conn.execute(statement).fetchone() or (None,)
    if first is None:
        raise SimulationRefused("there is no appeal yet that could be simulated.")
    day = first.astimezone(CHINA).date()
    if wanted.ends <= day:
        problem = f"nothing had happened before {wanted.ends}"
        raise SimulationRefused(f"{problem}: the first appeal is of {day}.")
