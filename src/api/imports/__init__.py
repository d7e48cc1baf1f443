"""导入: histories out of files that other systems wrote, by mappings that a clerk can write."""

from api.imports.errors import (
    FileRefused,
    ImportRefused,
    ImportStopped,
    MappingRefused,
)
from api.imports.mapping import Mapping, load_mapping, shipped
from api.imports.running import Imported, import_file

__all__ = [
    "FileRefused",
    "ImportRefused",
    "ImportStopped",
    "Imported",
    "Mapping",
    "MappingRefused",
    "import_file",
    "load_mapping",
    "shipped",
]
