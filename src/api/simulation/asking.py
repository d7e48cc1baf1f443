"""What is asked of a simulation, and what makes it impossible."""

from datetime import date, datetime, timedelta

import msgspec

from api.simulation.supposing import SimulationRefused, Supposed
from casework.directory.directory import Directory
from casework.policy.assessment import AssessmentPolicy
from casework.policy.periods import Period, period_of
from casework.policy.policies import Policies
from casework.policy.refusals import NoSuchAssessment
from casework.runtime.database import Database
from casework.time import CHINA
from projections.accountability import ACCOUNTABILITY

USUAL = "dengta"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """For which days, `[begins, ends)`, as judged by which policy, and for which instant.

    Without `policy` units are judged by the one that has the id of the trial's, else by dengta.
    """

    begins: date
    ends: date
    now: datetime
    policy: str | None = None


class Known(msgspec.Struct, frozen=True):
    """The city: its database, who and what there was."""

    database: Database
    city: str
    policies: Policies
    directory: Directory


def period_in(wanted: Asked) -> Period:
    """The days that are compared. Raises `SimulationRefused`."""
    if wanted.begins >= wanted.ends:
        said = f"--from {wanted.begins} does not lie before --to {wanted.ends}"
        raise SimulationRefused(f"{said}: the day of --to is the first that is left out.")
    if wanted.begins > (today := wanted.now.astimezone(CHINA).date()):
        raise SimulationRefused(
            f"--from {wanted.begins} lies in the future: today is {today}, and only what was"
            " recorded can be replayed."
        )
    label = f"{wanted.begins}..{wanted.ends - timedelta(days=1)}"
    return period_of(label, "month")


def policy_in(known: Known, supposed: Supposed, wanted: Asked) -> AssessmentPolicy:
    """The assessment policy by which the past is judged. Raises `NoSuchAssessment`."""
    if wanted.policy or supposed.assessment is None:
        return known.policies.assessment(wanted.policy or USUAL, wanted.now)
    try:
        return known.policies.assessment(supposed.assessment.id, wanted.now)
    except NoSuchAssessment:
        return known.policies.assessment(USUAL, wanted.now)


def check_begun(known: Known, schema: str, wanted: Asked) -> None:
    """A time before everything has nothing in it that could differ."""
    statement = f"SELECT min(raised_at) FROM {schema}.{ACCOUNTABILITY.name}"
    with known.database.connect() as conn:
        [first] = conn.execute(statement).fetchone() or (None,)
    if first is None:
        raise SimulationRefused("there is no appeal yet that could be simulated.")
    day = first.astimezone(CHINA).date()
    if wanted.ends <= day:
        said = f"nothing had happened before {wanted.ends}"
        raise SimulationRefused(f"{said}: the first appeal is of {day}.")
