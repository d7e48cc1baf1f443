"""Since when a unit is there, and until when: what a board says where it has nothing to count."""

from api.reports.boards import formats
from casework.directory.directory import Directory
from casework.policy.periods import Period


def name_of(directory: Directory, unit: str) -> str | None:
    """Return what a unit is called, or was; None for one that there never was."""
    found = directory.unit(unit)
    return found.name if found else None


def absence(directory: Directory, unit: str, period: Period) -> str | None:
    """Return why a unit has no figures in a period: it came later, or was gone before."""
    history = directory.history(f"unit/{unit}")
    if not history.periods:
        return None
    since, name = history.periods[0].since, history.periods[-1].value.name
    if since >= period.ends:
        return f"{name}自{formats.instant(since)}起设立，晚于本期"
    if history.ended and history.ended <= period.begins:
        return f"{name}已于{formats.instant(history.ended)}撤销，早于本期"
    return None
