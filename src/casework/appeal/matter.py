"""What of an appeal decides who reads it, taken from its state; a row gives the same elsewhere."""

from datetime import datetime

from casework.appeal.access import Matter
from casework.appeal.appeal import Appeal


def matter_of(appeal: Appeal, at: datetime) -> Matter:
    """Return what the table of access asks of this appeal at an instant."""
    return Matter(
        status=appeal.status,
        collected_by=appeal.collected_by,
        area=appeal.area,
        lead_unit=appeal.lead_unit,
        co_units=[order.unit for order in appeal.orders if not order.lead],
        handed_to=appeal.handed_to,
        copied_to=appeal.copied_to,
        supervised=[unit for each in appeal.supervised for unit in each.units],
        accused=appeal.complained_against_unit,
        arbitrators=appeal.arbitrators,
        confidential=appeal.confidential,
        threat=appeal.sensitive == "threat",
        overdue=appeal.is_overdue(at),
    )
