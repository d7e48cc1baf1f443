"""How do the TOML files of the demo become values? Each is read into the shape it declares."""

from importlib.resources import files
from typing import Annotated, TypeVar

from msgspec import Meta, Struct, toml

Texts = Annotated[tuple[str, ...], Meta(min_length=1)]


class TomlShape(Struct, frozen=True, forbid_unknown_fields=True):
    """What a file or a part of one may hold: a key misspelt is an error when it is read."""


Shape = TypeVar("Shape", bound=TomlShape)


def read(package: str, name: str, shape: type[Shape]) -> Shape:
    """Return a TOML file of a package; raise `msgspec.ValidationError` if it has another shape."""
    return toml.decode(files(package).joinpath(f"{name}.toml").read_bytes(), type=shape)
