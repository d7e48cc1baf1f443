"""A bulletin as PDF: the form that is published and kept."""

from api.reports.bulletins.bulletin import Bulletin
from api.reports.bulletins.documents.drafting import draft
from api.reports.bulletins.documents.typesetting import typeset


def pdf(bulletin: Bulletin) -> bytes:
    """Return the bulletin as PDF; the same bytes whenever and wherever it is asked for."""
    return typeset(draft(bulletin), bulletin.published_at)
