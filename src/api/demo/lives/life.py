"""How does one appeal live? From collected to its end, as if the year had none."""

from datetime import datetime

from api.demo.lives.chapters.at_the_desk import settled_at_the_desk
from api.demo.lives.chapters.ending import end
from api.demo.lives.chapters.orders import send_to_a_unit
from api.demo.lives.chapters.working import work
from api.demo.lives.story import Story


def life(story: Story, at: datetime) -> None:
    """Tell all of an appeal raised at this moment, to its closing."""
    story.tell(at, story.intake.account, "collect", **story.intake.fields)
    if not settled_at_the_desk(story):
        send_to_a_unit(story)
        end(story, work(story))
