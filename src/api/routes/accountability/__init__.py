"""问责: boards, the lists behind their figures, and both as of any past moment; a file a noun."""

from fastapi import APIRouter

router = APIRouter(prefix="/v1/accountability", tags=["accountability 问责"])
