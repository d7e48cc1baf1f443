"""筛选: the filter of lists as options of the command line (`api.http.listing`)."""

import inspect
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, get_args

import typer
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from api.cli.opening import NotPossible
from api.http.listing import Filter

_DAYS = ["%Y-%m-%d"]
# What needs an account is not for the command line, which has none.
_OPTIONS = {name: field for name, field in Filter.model_fields.items() if name != "mine"}


def narrowed_by_filter(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for each part of a filter; it gets them as one `asked`."""

    def with_options(**given: Any) -> None:
        options = {name: given.pop(name) for name in _OPTIONS}
        command(**given, asked=_filter(options))

    own = [p for p in inspect.signature(command).parameters.values() if p.name != "asked"]
    options = [_option(name, field) for name, field in _OPTIONS.items()]
    parameters = [p.replace(kind=p.KEYWORD_ONLY) for p in (*own, *options)]
    with_options.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    with_options.__annotations__ = {p.name: p.annotation for p in parameters}
    with_options.__name__, with_options.__doc__ = command.__name__, command.__doc__
    return with_options


def _option(name: str, field: FieldInfo) -> inspect.Parameter:
    """Return one option: days as days, yes or no as a pair, all else as the text that the filter
    reads."""
    flag = "--" + (field.alias or name).replace("_", "-")
    kinds = get_args(field.annotation)
    more: dict[str, Any] = {"help": field.description}
    wanted: Any = str | None
    if bool in kinds:
        wanted, flag = bool | None, f"{flag}/--{_NOT.get(name, 'not-' + flag[2:])}"
    elif date in kinds:
        wanted, more["formats"] = datetime | None, _DAYS
    elif name == "status":
        wanted, more["help"] = list[str] | None, "A state, or open; again for more."
    annotation = Annotated[wanted, typer.Option(flag, **more)]
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation
    )


_NOT = {"overdue": "in-time", "late": "never-late"}


def _filter(options: dict[str, Any]) -> Filter:
    """Read the options as the filter does. Raises `NotPossible` with what is wrong."""
    given = {
        (_OPTIONS[name].alias or name): value.date() if isinstance(value, datetime) else value
        for name, value in options.items()
        if value not in (None, [])
    }
    try:
        return Filter.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        raise NotPossible(f"--{first['loc'][0]}: {first['msg']}.") from None
