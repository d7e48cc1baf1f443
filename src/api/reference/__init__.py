"""名录文件: the directory as an office keeps it, in CSV, XLSX and GeoJSON, read into facts."""

from api.reference.errors import ReferenceRefused
from api.reference.reading import Reading, read_files

__all__ = ["Reading", "ReferenceRefused", "read_files"]
