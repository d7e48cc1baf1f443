"""What the boards' routes are laid on; each knows its whole path, which logs and metrics name."""

from fastapi import APIRouter

router = APIRouter(prefix="/v1/accountability", tags=["accountability 问责"])
