"""What every board and list of accountability is asked for by: a period, a policy, a moment."""

from typing import Annotated

from fastapi import Depends, Query
from msgspec.structs import replace

from api.http.as_of.moments import EffectiveAt
from api.http.door import Calling, Serving
from api.http.routes.reading import AsOfText
from api.http.service import Service
from api.reports.boards import refusals as no
from api.reports.boards.request import BoardRequest
from api.visibility.scope import figures_of
from casework.appeal.access import scope_of
from casework.directory.directory import Directory
from casework.facts import Caller
from casework.figures.catalogue import FIGURES
from casework.policy.periods import period_at
from casework.policy.policies import Policies
from projections.accountability import ACCOUNTABILITY
from projections.accountability.figures.query import FigureQuery
from projections.tracking import access
from projections.tracking.queries import against

PeriodLabel = Annotated[
    str | None,
    Query(
        max_length=40,
        examples=["2026-10"],
        description="2026-10, 2026-Q3, 2026, 2026-10-15 or 2026-10-01..2026-10-15; "
        "the running one where it is left out.",
    ),
]
PolicyName = Annotated[
    str,
    Query(max_length=80, description="考核办法, or one version of it, as in `dengta@1`."),
]
HappenedBy = Annotated[
    str | None,
    Query(
        max_length=60,
        description="Only what had happened by this instant, as far as it is known at `as_of`.",
    ),
]
UnitCode = Annotated[
    str | None,
    Query(max_length=100, description="One unit; every unit that you see, if left out."),
]
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=500, description="The `next` of the page before.")]


async def board_request(
    service: Serving,
    caller: Calling,
    period: PeriodLabel = None,
    policy: PolicyName = "dengta",
    as_of: AsOfText = None,
    happened_by: HappenedBy = None,
) -> BoardRequest:
    """Return what is asked. 403 for whoever sees no figures, 422 for what there is not."""
    units = figures_of(caller, service.reach(caller))
    effective = await service.snapshots.resolve(as_of, happened_by)
    directory, policies = await _known(service, effective)
    terms = policies.assessment_named(policy, effective.at)
    span = period_at(period, terms.period, effective.at)
    schema = await service.snapshots.schema(ACCOUNTABILITY, effective.moment)
    words = {"as_of": as_of, "happened_by": happened_by}
    return BoardRequest(
        query=FigureQuery(schema=schema, at=effective.at, policy=terms, period=span),
        moment=effective.moment,
        directory=directory,
        policies=policies,
        units=units,
        moment_words={name: word for name, word in words.items() if word},
    )


Requested = Annotated[BoardRequest, Depends(board_request)]


async def list_request(service: Serving, caller: Calling, request: Requested) -> BoardRequest:
    """Return what is asked of a list, without the appeals that the caller does not read."""
    hidden = await hidden_from(service, caller)
    dissolved = request.directory.dissolved(request.query.at)
    return replace(request, query=replace(request.query, hidden=hidden, dissolved=dissolved))


ListRequested = Annotated[BoardRequest, Depends(list_request)]


def known_figure(figure: str) -> str:
    """Return the figure of that id. 422 where there is none."""
    if figure not in FIGURES:
        raise no.NoSuchFigure(there=", ".join(FIGURES))
    return figure


async def hidden_from(service: Service, caller: Caller) -> tuple[str, ...]:
    """Return the appeals against the caller's own unit or one below it that it does not read.

    No list names them, even of orders it had. The figures stay: a board is the same for everybody.
    """
    reader = service.reader(caller)
    if not (units := reader.under | reader.reach):
        return ()
    read = access.within(scope_of(reader))
    async with service.pool.connection() as conn:
        return await against(conn, service.city, sorted(units), read)


async def _known(service: Service, effective: EffectiveAt) -> tuple[Directory, Policies]:
    if effective.moment is None:
        await service.refresh()
        return service.directory, service.policies
    reference = await service.snapshots.reference(effective.moment.position)
    return reference.directory, reference.policies
