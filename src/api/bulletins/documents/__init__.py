"""通报成文: a published bulletin as PDF, DOCX, XLSX and an HTML page, from one plain value."""

from api.bulletins.bulletin import Bulletin
from api.bulletins.documents.printing import pdf
from api.bulletins.documents.web import page
from api.bulletins.documents.word import docx
from api.bulletins.documents.workbook import xlsx

__all__ = ["Bulletin", "docx", "page", "pdf", "xlsx"]
