"""What an event's summary says of its days: closed, worked, or nothing that is sure.

Only a whole word at a known place decides: by itself (班, 补班, 放假, "working day"), or after a
holiday's name (国庆节补班). 「10月9日上班」 speaks of another day, 「值班」 of something else: then
it is not decided here, and who loads the file says what is meant.
"""

import re

from casework.same import folded

_WORDS_WORKED = "班|上班|补班|调班|加班|调休上班|调休补班|补课|工作日|上班日|补班日"
_WORDS_CLOSED = "休|放假|休假|休息|假期|假日|节假日|公休|休息日|放假调休"
_HOLIDAYS = "(?:元旦|春节|除夕|清明|五一|劳动|端午|中秋|国庆|中秋国庆|国庆中秋|妇女|儿童)?节?日?"
_WORKED = re.compile(
    rf"{_HOLIDAYS}(?:假期|前|后)?(?:{_WORDS_WORKED})"
    r"|(?!non)(?:[a-z'’-]+ )?(?:make-?up )?(?:work|working)[ -]?day(?: for .+)?|(?:make-?up )?work"
)
_CLOSED = re.compile(
    rf"{_HOLIDAYS}(?:{_WORDS_CLOSED})(?:第?\d+天)?|non-?working day|day off|(?:.+ )?holiday"
)
_SUSPECT = re.compile(r"班|工作|调休|补课|\bwork\b|work(?:ing)?[ -]?day")
_PARTS = re.compile(
    r"[()\[\]【】「」《》,，、。;；:：/|·•—–]+| - |(?<=[\u4e00-\u9fff]) | (?=[\u4e00-\u9fff])"
)


def is_worked(summary: str) -> bool | None:
    """Return whether the days are worked; None where the summary can be read in two ways."""
    said = folded(summary)
    parts = [part.strip() for part in _PARTS.split(said) if part.strip()]
    worked = [part for part in parts if _WORKED.fullmatch(part)]
    closed = [part for part in parts if _CLOSED.fullmatch(part)]
    doubtful = [p for p in parts if p not in worked and p not in closed and _SUSPECT.search(p)]
    if doubtful or (worked and closed):
        return None
    return bool(worked)
