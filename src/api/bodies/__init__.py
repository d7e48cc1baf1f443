"""What a caller may send: one body a verb. Shapes only; rules are in `casework/appeal`."""

from api.bodies.body import Body, Text

__all__ = ["Body", "Text"]
