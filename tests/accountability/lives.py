"""Lives that end on the supervisor's lists, played through the desk on a clock of their own."""

from datetime import datetime

from msgspec.structs import replace

from casework.appeal import commands as c
from casework.appeal.commands.command import AppealCommand
from casework.application import Casework
from casework.facts import Caller
from tests import examples as x

Step = tuple[AppealCommand, Caller, datetime]
DAY1, DAY2, DAY3 = (x.china(11, day, 9) for day in (2, 3, 4))
GRANTED_UNTIL = x.china(11, 10, 9)
GA_HEAD = x.unit_head("U-GA", user="ga-head")
JD = x.unit("U-JD", user="jd-clerk")
RETURN = {"ground": "not_our_duty", "reason": "不属本单位职责"}


def dispatched(at: datetime = DAY1, **more: object) -> list[Step]:
    return [(x.dispatch(**more), x.operator(), at)]


def acknowledged(at: datetime = DAY1) -> list[Step]:
    return [*dispatched(at), (x.acknowledge(), x.unit(), at)]


def handled(at: datetime = DAY1) -> list[Step]:
    return [*acknowledged(at), (x.handle(), x.unit(), at)]


def fed_back(at: datetime = DAY1, **more: object) -> list[Step]:
    return [*handled(at), (x.feed_back(**more), x.unit(), at)]


def called_back(**more: object) -> list[Step]:
    return [*fed_back(), (x.record_callback(**more), x.callback_staff(), DAY2)]


def closed() -> list[Step]:
    return [*called_back(), (x.close(), x.duty_leader(), DAY2)]


def returned(unit: Caller, decision: str, at: datetime) -> list[Step]:
    asked = x.ask(c.RequestReturn, suggested_unit="U-CG", **RETURN)
    decided = x.ask(c.DecideReturn, decision=decision, reason="核定")
    return [(asked, unit, at), (decided, x.operator(), at)]


def disputed() -> list[Step]:
    """Two return it; the first is designated and has it after all."""
    return [
        *dispatched(),
        *returned(x.unit_head(), "accept", DAY1),
        *dispatched(lead_unit="U-GA", basis="首家退单"),
        *returned(GA_HEAD, "accept", DAY1),
        (x.ask(c.DecideArbitration, unit="U-GR", basis="三定方案"), x.duty_leader(), DAY1),
    ]


def passed_around() -> list[Step]:
    def moved(to: str) -> Step:
        return (x.ask(c.ReassignAppeal, to_unit=to, reason="职责"), x.operator(), DAY1)

    refused = returned(x.unit_head(), "refuse", DAY1)
    return [*dispatched(), *refused, moved("U-GA"), moved("U-JD")]


def visit_denied() -> list[Step]:
    visit = x.ask(c.RecordContact, channel="visit", connected=True, visited=True, met=True)
    said = x.record_callback(visited=False, solved="no", satisfied="no")
    return [
        *acknowledged(),
        (visit, x.unit(), DAY1),
        (x.handle(), x.unit(), DAY1),
        (x.feed_back(), x.unit(), DAY1),
        (said, x.callback_staff(), DAY2),
    ]


def redone_twice() -> list[Step]:
    again = (x.ask(c.OrderRework, reason="仍不热"), x.duty_leader(), DAY2)
    done = [(x.handle(), x.unit(), DAY2), (x.feed_back(), x.unit(), DAY2)]
    return [*fed_back(), again, *done, again]


def suspended() -> list[Step]:
    asked = x.ask(c.RequestSuspension, until=GRANTED_UNTIL, reason="等待供暖季")
    signed = x.ask(c.DecideSuspension, decision="approve", reason="属实")
    both = [(signed, x.duty_leader(), DAY1), (signed, x.supervisor(), DAY1)]
    return [*acknowledged(), (asked, x.unit_head(), DAY1), *both]


def unreachable() -> list[Step]:
    def tried(channel: str, at: datetime) -> Step:
        missed = c.RecordCallback(appeal_no=x.NO, channel=channel, connected=False)
        return (missed, x.callback_staff(), at)

    ended = x.close("unreachable", reason="多次联系不上")
    return [
        *fed_back(),
        tried("phone", DAY1),
        tried("sms", DAY2),
        tried("phone", DAY3),
        (ended, x.callback_staff(), DAY3),
    ]


def forced() -> list[Step]:
    ended = x.close("forced", reason="多次重复")
    return [*fed_back(), (ended, x.duty_leader(), DAY2), (ended, x.supervisor(), DAY2)]


def excluded() -> list[Step]:
    asked = x.ask(c.RequestExclusion, ground="claim_untrue", evidence="现场照片")
    signed = x.ask(c.DecideExclusion, decision="approve", reason="属实")
    both = [(signed, x.duty_leader(), DAY3), (signed, x.supervisor(), DAY3)]
    return [*closed(), (asked, x.unit_head(), DAY2), *both]


def backdated() -> list[Step]:
    seen = x.ask(c.RecordContact, channel="phone", connected=True, occurred_at=DAY1)
    return [*acknowledged(), (seen, x.unit(), DAY2)]


def not_delivered() -> list[Step]:
    ended = (x.close(), x.duty_leader(), DAY2)
    given_up = x.feed_back(delivered=False, undeliverable=True, reason="电话停机")
    return [
        *fed_back(delivered=False),
        (given_up, x.unit(), DAY2),
        (x.record_callback(), x.callback_staff(), DAY2),
        ended,
    ]


LIVES: dict[str, list[Step]] = {
    "waiting": dispatched(),
    "closed": closed(),
    "disputed": disputed(),
    "passed_around": passed_around(),
    "visit_denied": visit_denied(),
    "redone_twice": redone_twice(),
    "suspended": suspended(),
    "unreachable": unreachable(),
    "forced": forced(),
    "excluded": excluded(),
    "backdated": backdated(),
    "not_delivered": not_delivered(),
}


def live(casework: Casework, lives: dict[str, list[Step]]) -> dict[str, str]:
    """All of them side by side, as one log tells them; gives the number of each appeal."""
    numbers = {
        name: casework.do(x.collect(title=name), x.operator(), at=DAY1).appeal_no for name in lives
    }
    steps = [(at, name, command, by) for name in lives for command, by, at in lives[name]]
    for at, name, command, by in sorted(steps, key=lambda step: step[0]):
        casework.do(replace(command, appeal_no=numbers[name]), by, at=at)
    return numbers
