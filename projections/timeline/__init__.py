"""时间线: what happened to an appeal, in order, one sentence a fact?"""

from pathlib import Path

from projections.engine.view import View
from projections.streams import appeal_of
from projections.timeline.fold import fold
from projections.timeline.rows import TimelineRow

TIMELINE = View(
    name="timeline",
    version=2,
    folder=Path(__file__).parent,
    row=TimelineRow,
    key=appeal_of,
    fold=fold,
    grows=True,
)
