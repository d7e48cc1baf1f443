"""How does it end? Told, called back, done again where it must be, closed, at times reopened."""

from datetime import timedelta

from api.automation.standing_orders import NOBODY_CAME
from api.demo.lives.chapters.calling import call_back
from api.demo.lives.chapters.outcomes import Said, closing, closing_uncalled
from api.demo.lives.chapters.overdue import release
from api.demo.lives.chapters.working import submit
from api.demo.lives.raising.intake import ONLY_ANSWERED
from api.demo.lives.story import STANDING_ORDERS, Story
from api.demo.lives.timing import pace
from api.demo.lives.timing.hours import after_office, later
from api.demo.words import words

DELIVERED_CHANCE = 0.97
REACHED_LATER_CHANCE = 0.5
OTHER_WAYS = ("sms", "visit")
FEED_BACK_BY = ("phone", "phone", "phone", "wechat", "window")
REOPENED_DAYS = (3, 40)


def end(story: Story, outcome: str) -> None:
    """To the closing, by way of as many rounds as it takes."""
    said = _tell_and_ask(story, outcome)
    if _is_to_do_again(story, said):
        _rework(story)
        outcome, said = "solved", _tell_and_ask(story, "solved")
    _close(story, outcome, said)
    if _is_to_reopen(story, said):
        _reopen(story)
        _close(story, "solved", _tell_and_ask(story, "solved"))


def _tell_and_ask(story: Story, outcome: str) -> Said | None:
    """What the resident says of it; None where nobody is called."""
    delivered = _feed_back(story)
    release(story)
    if story.intake.nameless or story.rule.callback is None:
        return None
    said = call_back(story, outcome, delivered=delivered)
    if said.get("visited") is False:
        _supervise_the_visit(story)
    return said


def _feed_back(story: Story) -> bool:
    nameless = story.intake.nameless
    delivered = not nameless and story.rng.random() < DELIVERED_CHANCE
    channel = "web" if nameless else story.rng.choice(FEED_BACK_BY)
    at = pace.fed_back_at(story.rng, story.now, story.intake)
    story.tell(at, story.clerk, "feed-back", channel=channel, delivered=delivered)
    if not delivered and not nameless:
        return _feed_back_again(story)
    return delivered


def _feed_back_again(story: Story) -> bool:
    """By another way; whom that does not reach either, nobody reaches."""
    delivered = story.rng.random() < REACHED_LATER_CHANCE
    at, by = story.after(60, 300), story.rng.choice(OTHER_WAYS)
    more: dict[str, object] = {}
    if not delivered:
        more = {"undeliverable": True, "reason": story.rng.choice(words().handling.unreached)}
    story.tell(at, story.clerk, "feed-back", channel=by, delivered=delivered, **more)
    return delivered


def _supervise_the_visit(story: Story) -> None:
    """The unit said visited, the resident says that nobody came."""
    at, said = later(story.now, 1), words().handling
    story.tell(at, STANDING_ORDERS, "supervise", level="routine", demand=NOBODY_CAME)
    story.tell(story.after(60, 500), story.clerk, "reply-supervision", reply=said.false_visit_reply)
    at = story.after(30, 200)
    story.tell(at, "supervisor", "close-supervision", result=said.false_visit_result)


def _is_to_do_again(story: Story, said: Said | None) -> bool:
    if said is None or story.intake.type in ONLY_ANSWERED or said["satisfied"] != "no":
        return False
    return story.happens("reworked")


def _rework(story: Story) -> None:
    account = story.steps[-1].account
    caller = account if account.startswith("callback") else "duty"
    reason = story.rng.choice(words().handling.reworks)
    story.tell(story.after(5, 60), caller, "order-rework", reason=reason)
    story.visited = False
    submit(story, story.after(60, 500), again=True)


def _close(story: Story, outcome: str, said: Said | None) -> None:
    rng = story.rng
    if said is None:
        fields = closing_uncalled(rng, story.intake, outcome)
    else:
        fields = closing(rng, outcome, said)
    story.tell(pace.closed_at(rng, story.now), "duty", "close", **fields)


def _is_to_reopen(story: Story, said: Said | None) -> bool:
    if said is None or story.intake.type in ONLY_ANSWERED:
        return False
    return story.steps[-1].fields["kind"] == "normal" and story.happens("reopened")


def _reopen(story: Story) -> None:
    days = timedelta(days=story.rng.uniform(*REOPENED_DAYS))
    why = story.rng.choice(words().handling.reopenings)
    at = after_office(story.now + days, story.rng.uniform(5, 200))
    who = "supervisor" if why.basis == "false_result" else "duty"
    story.tell(at, who, "reopen", basis=why.basis, reason=why.reason)
    story.visited = False
    submit(story, story.after(60, 500), again=True)
