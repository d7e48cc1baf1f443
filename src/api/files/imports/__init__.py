"""导入: histories out of files that other systems wrote, by mappings that a clerk can write."""

from api.files.imports.errors import (
    FileRefused,
    ImportRefused,
    ImportStopped,
    MappingRefused,
)
from api.files.imports.mapping import Mapping, load_mapping, shipped
from api.files.imports.running import Imported, import_file

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
