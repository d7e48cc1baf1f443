"""What may be asked of the policies and the calendars."""

from casework.policy.commands.adopt_policy import AdoptPolicy, PolicyKind
from casework.policy.commands.publish_calendar import PublishCalendar

__all__ = ["AdoptPolicy", "PolicyKind", "PublishCalendar"]
