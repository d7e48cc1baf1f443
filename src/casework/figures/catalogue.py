"""指标目录: every figure there is, with its Chinese name, in the order that boards show them.

What each counts stands in `projections/accountability/figures/figures.sql`, under the same id.
"""

from typing import Literal

import msgspec

Kind = Literal["count", "rate", "duration"]


class Figure(msgspec.Struct, frozen=True):
    """One figure. A rate is shown in percent, a duration in open (working) time.

    It counts orders, or where `of_centre` the cases as the centre itself handled them.
    """

    id: str
    chinese: str
    kind: Kind
    of_centre: bool = False


FIGURES: dict[str, Figure] = {
    figure.id: figure
    for figure in (
        Figure("received", "受理量", "count"),
        Figure("due", "应处置量", "count"),
        Figure("handled", "办结量", "count"),
        Figure("dispatched_in_time", "按时派单率", "rate", of_centre=True),
        Figure("dispatch_accuracy", "派单准确率", "rate", of_centre=True),
        Figure("returns_asked", "退单率", "rate"),
        Figure("returns_accepted", "退单采纳率", "rate"),
        Figure("acknowledged_in_time", "按时签收率", "rate"),
        Figure("handled_of_due", "办结率", "rate"),
        Figure("handled_in_time", "按时办结率", "rate"),
        Figure("overdue", "超期未办率", "rate"),
        Figure("fed_back_in_time", "按时反馈率", "rate"),
        Figure("extended", "延期率", "rate"),
        Figure("suspended", "挂账率", "rate"),
        Figure("reworked", "返工率", "rate"),
        Figure("valid_callbacks", "有效回访率", "rate"),
        Figure("valid", "有效回访", "count"),
        Figure("contacted", "联系数", "count"),
        Figure("solved", "解决数", "count"),
        Figure("satisfied", "满意数", "count"),
        Figure("basically_satisfied", "基本满意", "count"),
        Figure("response", "响应率", "rate"),
        Figure("resolution", "解决率", "rate"),
        Figure("satisfaction", "满意率", "rate"),
        Figure("first_time_resolution", "一次解决率", "rate"),
        Figure("repeated", "重复诉求率", "rate"),
        Figure("answered_directly", "直接答复率", "rate", of_centre=True),
        Figure("from_grids", "网格上报占比", "rate", of_centre=True),
        Figure("mean_time", "平均办理时长", "duration"),
        Figure("median_time", "办理时长中位数", "duration"),
        Figure("co_handled_in_time", "协办按时率", "rate"),
        Figure("whistles_answered", "吹哨报到率", "rate"),
        Figure("excluded", "剔除率", "rate"),
    )
}
