"""名录文件: the directory as an office keeps it, in CSV, XLSX and GeoJSON, read into facts."""

from api.files.reference.errors import ReferenceRefused
from api.files.reference.reading import ReadEntries, read_files

__all__ = ["ReadEntries", "ReferenceRefused", "read_files"]
