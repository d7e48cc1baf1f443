"""A bulletin as one HTML page that needs nothing else: no script, no picture from elsewhere."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from api.reports.bulletins.bulletin import Bulletin
from api.reports.bulletins.documents.drafting import draft
from api.reports.bulletins.documents.typesetting import pictures


def page(bulletin: Bulletin) -> str:
    """Return the bulletin as HTML."""
    told = draft(bulletin)
    charts = iter([Markup(picture.decode()) for picture in pictures(told, "svg")])
    return _template().render(bulletin=told, charts=charts)


@cache
def _template() -> Template:
    return Environment(
        loader=PackageLoader("api.reports.bulletins.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("bulletin.html")
