"""How long does it take? Plausible instants for each step, in time or late."""

from datetime import datetime, timedelta
from random import Random

from api.demo.lives.hours import after_office, awake, due, later
from api.demo.lives.intake import Intake

LATE_CHANCE = 0.13
LATE_ACKNOWLEDGEMENT_CHANCE = 0.08
ACKNOWLEDGE_WORKING_DAYS, HANDLE_WORKING_DAYS = 1, 5
ACKNOWLEDGE_WITHIN, HANDLE_WITHIN = timedelta(hours=23), timedelta(hours=118)
DAY_MINUTES = 24 * 60
SLOW = timedelta(days=9)  # after which residents say it took too long


def dispatched_at(rng: Random, collected: datetime, intake: Intake) -> datetime:
    """Within minutes; what comes by night and can wait, in the morning."""
    if intake.urgency == "critical":
        return later(collected, rng.uniform(1, 6))
    return awake(later(collected, rng.triangular(3, 100, 12)))


def acknowledged_at(rng: Random, dispatched: datetime, intake: Intake) -> datetime:
    """Within minutes, an hour, or a day; at the weekend by whoever is on duty; some days late."""
    if intake.urgency == "critical":
        return later(dispatched, rng.uniform(1, 9))
    if intake.urgency == "urgent":
        return later(dispatched, rng.triangular(3, 58, 15))
    if rng.random() < LATE_ACKNOWLEDGEMENT_CHANCE:
        return after_office(due(dispatched, ACKNOWLEDGE_WORKING_DAYS), rng.uniform(20, 600))
    in_office = after_office(dispatched, rng.triangular(4, 420, 60))
    if in_office - dispatched < ACKNOWLEDGE_WITHIN:
        return in_office
    return awake(later(dispatched, rng.triangular(10, 400, 60)))


def handled_at(
    rng: Random, dispatched: datetime, acknowledged: datetime, intake: Intake
) -> datetime:
    """Within the limit (2 hours, 24 hours, 5 days from dispatch), or after 5 working days."""
    late = rng.random() < LATE_CHANCE
    if intake.urgency == "critical":
        return later(dispatched, rng.uniform(130, 420) if late else rng.uniform(22, 112))
    if intake.urgency == "urgent":
        return later(dispatched, rng.uniform(1500, 4300) if late else rng.uniform(95, 1300))
    if late:
        overrun = min(60 + rng.expovariate(1 / 900), 9000)
        return after_office(due(dispatched, HANDLE_WORKING_DAYS), overrun)
    if intake.type == "enquiry":
        return after_office(acknowledged, rng.triangular(10, 240, 60))
    return max(_in_time(rng, dispatched), after_office(acknowledged, rng.uniform(10, 60)))


def _in_time(rng: Random, dispatched: datetime) -> datetime:
    """In time both by working days and by the wall clock, which a weekend makes stricter."""
    while True:
        at = after_office(dispatched, rng.triangular(90, 2300, 1100))
        if at - dispatched < HANDLE_WITHIN:
            return at


def fed_back_at(rng: Random, handled: datetime, intake: Intake) -> datetime:
    """Soon, but nobody is called at night."""
    if intake.urgency == "normal":
        return after_office(handled, rng.triangular(5, 420, 40))
    return awake(later(handled, rng.uniform(5, 70)))


def called_at(rng: Random, fed_back: datetime, intake: Intake) -> datetime:
    """The first callback, within two working days or four."""
    return after_office(fed_back, rng.uniform(60, 1800 if intake.urgency == "normal" else 600))


def called_again_at(rng: Random, called: datetime) -> datetime:
    """The next attempt, on another day."""
    return after_office(later(called, DAY_MINUTES), rng.uniform(1, 150))


def closed_at(rng: Random, called: datetime) -> datetime:
    """Within two working days."""
    return after_office(called, rng.uniform(15, 900))
