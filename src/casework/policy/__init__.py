"""What holds in this city: limits, catalogue, assessments, calendars. Pure."""
