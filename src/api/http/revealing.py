"""查看诉求人信息: the answer to a command by which somebody reads who raised an appeal."""

from fastapi import Response

from api.http import answers
from api.http.command_body import Given
from api.http.door import Door
from api.http.routes.reading import row_of
from api.visibility import masking
from casework.appeal.commands import RevealClaimant
from casework.appeal.commands.reveal_claimant import FIELDS
from casework.appeal.refusals import ConfidentialToUnits
from casework.directory.words import POSTS_OF_UNITS
from casework.requests import Rehearsal
from projections.appeal_history.queries import facts_of


async def reveal(door: Door, appeal_no: str, given: Given) -> Response:
    """查看诉求人信息: read the claimant's data in clear; that it was read is a fact of the case."""
    command = RevealClaimant(appeal_no=appeal_no, **given)
    answer = await door.decided(command)
    if isinstance(answer, Rehearsal):
        return answers.rehearsed(answer)
    service = door.service
    async with service.pool.connection() as conn:
        if answer.repeated:  # who may read it no more is not told it once more
            _, rights, _ = await row_of(conn, service, door.caller, appeal_no)
            if rights.claimant == "absent" and POSTS_OF_UNITS & door.caller.posts:
                raise ConfidentialToUnits(appeal_no=appeal_no)
        facts = await facts_of(conn, service.city, appeal_no)
        keys = await masking.keys_of(conn, service.city, service.vault, [appeal_no])
    claimant = masking.revealed(facts, keys, [f for f in FIELDS if f in command.fields])
    return answers.done(answer, more={"claimant": claimant})
