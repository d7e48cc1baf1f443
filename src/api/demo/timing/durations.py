"""How long does it take? Plausible instants for each step, in time or late."""

from datetime import datetime, timedelta
from random import Random

from api.demo.collecting.intake import Intake
from api.demo.stages.case import DemoCase
from api.demo.timing import limits
from api.demo.timing.hours import after_office, by_day, due, later

LATE_CHANCE = 0.13
LATE_ACKNOWLEDGEMENT_CHANCE = 0.08
ACKNOWLEDGE_WORKING_DAYS = 1
ACKNOWLEDGE_WITHIN = timedelta(hours=23)
DAY_MINUTES = 24 * 60
SLOW = timedelta(days=9)  # after which residents say it took too long


def dispatched_at(rng: Random, collected: datetime, intake: Intake) -> datetime:
    """Return an instant within minutes; what comes by night and can wait, in the morning."""
    if intake.priority == "critical":
        return later(collected, rng.uniform(1, 5.3))
    if intake.priority == "urgent":
        return later(collected, rng.triangular(2, 34, 9))
    return by_day(later(collected, rng.triangular(3, 100, 12)))


def acknowledged_at(rng: Random, dispatched: datetime, intake: Intake) -> datetime:
    """Return an instant within minutes, an hour or a day, at times some days late.

    At the weekend somebody is on duty to acknowledge.
    """
    if intake.priority == "critical":
        return later(dispatched, rng.uniform(1, 9))
    if intake.priority == "urgent":
        return later(dispatched, rng.triangular(3, 58, 15))
    if rng.random() < LATE_ACKNOWLEDGEMENT_CHANCE:
        return after_office(due(dispatched, ACKNOWLEDGE_WORKING_DAYS), rng.uniform(20, 600))
    in_office = after_office(dispatched, rng.triangular(4, 420, 60))
    if in_office - dispatched < ACKNOWLEDGE_WITHIN:
        return in_office
    return by_day(later(dispatched, rng.triangular(10, 400, 60)))


def handled_at(case: DemoCase) -> datetime:
    """Return an instant within the limit, or after it; what is ordinary in office hours."""
    rng, start, end = case.rng, case.dispatched, case.due
    late = rng.random() < LATE_CHANCE
    if case.intake.priority != "normal":
        share = rng.uniform(1.05, 3) if late else rng.uniform(0.18, 0.92)
        return start + (end - start) * share
    if late:
        return after_office(end, min(60 + rng.expovariate(1 / 900), 9000))
    in_time = limits.part_used_at(case.rule, start, end, rng.triangular(0.05, 0.95, 0.45))
    return max(in_time, after_office(case.now, rng.uniform(10, 60)))


def fed_back_at(rng: Random, handled: datetime, intake: Intake) -> datetime:
    """Return an instant soon after, but nobody is called at night."""
    if intake.priority == "normal":
        return after_office(handled, rng.triangular(5, 420, 40))
    return by_day(later(handled, rng.uniform(5, 70)))


def called_at(rng: Random, fed_back: datetime, intake: Intake) -> datetime:
    """Return the first callback, within two working days or four."""
    if intake.priority == "critical":
        return by_day(later(fed_back, rng.uniform(60, 900)))
    return after_office(fed_back, rng.uniform(60, 1800 if intake.priority == "normal" else 600))


def called_again_at(rng: Random, called: datetime) -> datetime:
    """Return the next attempt, on another day."""
    return after_office(later(called, DAY_MINUTES), rng.uniform(1, 150))


def closed_at(rng: Random, called: datetime) -> datetime:
    """Return an instant mostly within a working day."""
    return after_office(called, rng.triangular(15, 900, 120))
