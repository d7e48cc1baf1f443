"""Saved filters: lists that somebody looks at every day, by name."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.http.answers import json
from api.http.door import Calling, Serving
from api.http.listing import Filter
from casework.directory.commands import SaveFilter

router = APIRouter(prefix="/v1/filters", tags=["filters 筛选"])

Name = Annotated[str, Path(pattern=r"^[^\x00-\x1f\x7f/]{1,60}$")]


@router.get("")
async def mine(service: Serving, caller: Calling) -> Response:
    """Return the caller's own, by name."""
    await service.refresh()
    saved = service.directory.saved_filters(caller.user)
    found = {name: Filter.model_validate_json(text) for name, text in saved.items()}
    items = [
        {"name": n, "filter": f.model_dump(mode="json", by_alias=True, exclude_none=True)}
        for n, f in found.items()
    ]
    return json({"items": items})


@router.put("/{name}")
async def save(service: Serving, caller: Calling, name: Name, wanted: Filter) -> Response:
    """保存筛选: keep a filter under a name of one's own; the same name again replaces it."""
    text = wanted.model_dump_json(by_alias=True, exclude_none=True)
    answer = await service.change(SaveFilter(name=name, wanted=text), caller)
    return json({"name": name, "version": answer.version, "position": answer.position})
