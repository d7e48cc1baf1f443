"""考核用语: the figures that an assessment policy may name, by the ids of the catalogue of figures.

What each of them counts stands with the boards; here are only their names.
"""

SCORABLE = (
    "acknowledged_in_time",
    "handled_of_due",
    "handled_in_time",
    "fed_back_in_time",
    "valid_callbacks",
    "response",
    "resolution",
    "satisfaction",
    "first_time_resolution",
    "co_handled_in_time",
    "whistles_answered",
)
"""Rates of what a unit itself does, of which more is better: only these may be scored."""

FIGURES = (
    "received",
    "due",
    "handled",
    "dispatched_in_time",
    "dispatch_accuracy",
    "returns_asked",
    "returns_accepted",
    "acknowledged_in_time",
    "handled_of_due",
    "handled_in_time",
    "overdue",
    "fed_back_in_time",
    "extended",
    "suspended",
    "reworked",
    "valid_callbacks",
    "valid",
    "contacted",
    "solved",
    "satisfied",
    "basically_satisfied",
    "response",
    "resolution",
    "satisfaction",
    "first_time_resolution",
    "repeated",
    "answered_directly",
    "from_grids",
    "mean_time",
    "median_time",
    "co_handled_in_time",
    "whistles_answered",
    "excluded",
)
"""Every figure that a bulletin may print."""
