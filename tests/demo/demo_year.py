"""The year all tests of the demo look at, and how they look at a life."""

from datetime import UTC, datetime

from api.demo.model import DemoStep

SEED = 7
UNTIL = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
APPEALS = 1500
Lives = dict[int, list[DemoStep]]


def milestones(life: list[DemoStep]) -> list[DemoStep]:
    return [step for step in life if step.verb != "add-note"]


def only(steps: list[DemoStep], verb: str) -> list[DemoStep]:
    return [step for step in steps if step.verb == verb]
