"""工作日历: where calendars come from: the State Council's years, a CSV file, an iCalendar file."""
