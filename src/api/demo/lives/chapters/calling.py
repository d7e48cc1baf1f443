"""Who is reached by the centre's callback, and what do they say?"""

from api.demo.lives.chapters.outcomes import UNANSWERED, Said, answers
from api.demo.lives.story import Story
from api.demo.lives.timing import pace

REACHED_CHANCES = (0.87, 0.6, 0.4)
ATTEMPT_CHANNELS = ("phone", "phone", "wechat")
CALLERS = ("callback", "callback2")


def call_back(story: Story, outcome: str, *, delivered: bool) -> Said:
    """Up to three attempts on three days by two channels, until one is answered."""
    rng, told = story.rng, story.now
    caller, slow = rng.choice(CALLERS), told - story.steps[0].at > pace.SLOW
    at, said = pace.called_at(rng, told, story.intake), UNANSWERED
    for channel, chance in zip(ATTEMPT_CHANNELS, REACHED_CHANCES, strict=True):
        connected = rng.random() < (chance if delivered else chance / 2)
        said = _said(story, outcome, slow=slow) if connected else UNANSWERED
        fields = {"channel": channel, "connected": connected, **said}
        called = story.tell(at, caller, "record-callback", **fields)
        if connected:
            break
        at = pace.called_again_at(rng, called)
    return said


def _said(story: Story, outcome: str, *, slow: bool) -> Said:
    """Whoever was visited, by the unit's own account, is asked about that, too."""
    said = answers(story.rng, story.intake, outcome, slow=slow)
    if not story.visited:
        return said
    return {**said, "visited": said["contacted"] == "yes"}
