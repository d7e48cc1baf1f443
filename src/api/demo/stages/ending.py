"""How does it end? Fed back, called back, done again where needed, closed, at times reopened."""

from datetime import timedelta

from api.automation.standing_orders import NOBODY_CAME
from api.demo.collecting.intake import ONLY_ANSWERED
from api.demo.stages.calling import CallbackResult, call_back
from api.demo.stages.case import STANDING_ORDERS, DemoCase
from api.demo.stages.closing import closing, closing_uncalled
from api.demo.stages.overdue import close_supervision
from api.demo.stages.working import submit
from api.demo.timing import durations
from api.demo.timing.hours import after_office, later
from api.demo.words import words

DELIVERED_CHANCE = 0.97
REACHED_LATER_CHANCE = 0.5
OTHER_WAYS = ("sms", "visit")
FEED_BACK_BY = ("phone", "phone", "phone", "wechat", "window")
REOPENED_DAYS = (3, 40)


def end(case: DemoCase, outcome: str) -> None:
    """Take the case to its closing, by way of as many rounds as it takes."""
    result = _feed_back_and_call(case, outcome)
    if _needs_rework(case, result):
        _rework(case)
        outcome, result = "solved", _feed_back_and_call(case, "solved")
    _close(case, outcome, result)
    if _is_reopened(case, result):
        _reopen(case)
        _close(case, "solved", _feed_back_and_call(case, "solved"))


def _feed_back_and_call(case: DemoCase, outcome: str) -> CallbackResult | None:
    """Return what the resident says of it; None where nobody is called."""
    delivered = _feed_back(case)
    close_supervision(case)
    if case.intake.nameless or case.rule.callback is None:
        return None
    result = call_back(case, outcome, delivered=delivered)
    if result.get("visited") is False:
        _supervise_the_visit(case)
    return result


def _feed_back(case: DemoCase) -> bool:
    nameless = case.intake.nameless
    delivered = not nameless and case.rng.random() < DELIVERED_CHANCE
    channel = "web" if nameless else case.rng.choice(FEED_BACK_BY)
    at = durations.fed_back_at(case.rng, case.now, case.intake)
    case.add(at, case.clerk, "feed-back", channel=channel, delivered=delivered)
    if not delivered and not nameless:
        return _feed_back_again(case)
    return delivered


def _feed_back_again(case: DemoCase) -> bool:
    """Try another channel; return whether that reached the resident."""
    delivered = case.rng.random() < REACHED_LATER_CHANCE
    at, by = case.after(60, 300), case.rng.choice(OTHER_WAYS)
    more: dict[str, object] = {}
    if not delivered:
        more = {"undeliverable": True, "reason": case.rng.choice(words().handling.unreached)}
    case.add(at, case.clerk, "feed-back", channel=by, delivered=delivered, **more)
    return delivered


def _supervise_the_visit(case: DemoCase) -> None:
    """Open a supervision: the unit says that it visited, the resident that nobody came."""
    at, texts = later(case.now, 1), words().handling
    case.add(at, STANDING_ORDERS, "supervise", level="routine", demand=NOBODY_CAME)
    case.add(case.after(60, 500), case.clerk, "reply-supervision", reply=texts.false_visit_reply)
    at = case.after(30, 200)
    case.add(at, "supervisor", "close-supervision", result=texts.false_visit_result)


def _needs_rework(case: DemoCase, result: CallbackResult | None) -> bool:
    if result is None or case.intake.type in ONLY_ANSWERED or result["satisfied"] != "no":
        return False
    return case.happens("reworked")


def _rework(case: DemoCase) -> None:
    account = case.steps[-1].account
    caller = account if account.startswith("callback") else "duty"
    reason = case.rng.choice(words().handling.reworks)
    case.add(case.after(5, 60), caller, "order-rework", reason=reason)
    case.visited = False
    submit(case, case.after(60, 500), again=True)


def _close(case: DemoCase, outcome: str, result: CallbackResult | None) -> None:
    rng = case.rng
    if result is None:
        fields = closing_uncalled(rng, case.intake, outcome)
    else:
        fields = closing(rng, outcome, result)
    case.add(durations.closed_at(rng, case.now), "duty", "close", **fields)


def _is_reopened(case: DemoCase, result: CallbackResult | None) -> bool:
    if result is None or case.intake.type in ONLY_ANSWERED:
        return False
    return case.steps[-1].fields["kind"] == "normal" and case.happens("reopened")


def _reopen(case: DemoCase) -> None:
    days = timedelta(days=case.rng.uniform(*REOPENED_DAYS))
    why = case.rng.choice(words().handling.reopenings)
    at = after_office(case.now + days, case.rng.uniform(5, 200))
    who = "supervisor" if why.basis == "false_result" else "duty"
    case.add(at, who, "reopen", basis=why.basis, reason=why.reason)
    case.visited = False
    submit(case, case.after(60, 500), again=True)
