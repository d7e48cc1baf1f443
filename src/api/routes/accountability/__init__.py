"""问责: boards, the lists behind their figures, and both as of any past moment; a file a noun."""

from fastapi import APIRouter

from api.routes.accountability import appeals, areas, categories, people, trend, unit, units

router = APIRouter(prefix="/v1/accountability", tags=["accountability 问责"])
for _noun in (units, unit, trend, areas, categories, people, appeals):
    router.include_router(_noun.router)
