"""通报成文: a published bulletin as PDF, DOCX, XLSX and an HTML page, from one plain value."""

from api.reports.bulletins.bulletin import Bulletin
from api.reports.bulletins.documents.printing import pdf
from api.reports.bulletins.documents.web import page
from api.reports.bulletins.documents.word import docx
from api.reports.bulletins.documents.workbook import xlsx

__all__ = ["Bulletin", "docx", "page", "pdf", "xlsx"]
