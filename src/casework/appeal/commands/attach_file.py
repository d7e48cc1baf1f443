"""附件: put a file beside the case; what is kept here is its SHA-256, so that it can be proven."""

import re
from collections.abc import Sequence

from casework.appeal import refusals as no
from casework.appeal import texts
from casework.appeal.appeal import Appeal
from casework.appeal.commands.command import EITHER, HANDED, AppealCommand
from casework.appeal.events import FileAttached
from casework.appeal.fields import Bytes, Sha256
from casework.appeal.words import ANY, FileKind, Status
from casework.context import DecisionContext
from casework.facts import Fact

_SHA256 = re.compile(r"[0-9a-f]{64}")


class AttachFile(AppealCommand, frozen=True, kw_only=True):
    """By its digest, type and size (bytes); no clock moves."""

    VERB = "attach-file"
    POSTS = frozenset({"collector", "operator", "caller", "duty_leader", "supervisor"})
    UNITS = EITHER | HANDED
    GRID = True
    OWN = True
    IN = ANY - {Status.ARCHIVED}
    NOT_NOW = no.NotInThisState
    BESIDE = True
    WHILE = frozenset({"suspended", "merged"})

    sha256: Sha256
    mime: str
    size: Bytes
    kind: FileKind = "other"

    def decide(self, appeal: Appeal, context: DecisionContext) -> Sequence[Fact]:
        """Return the facts: attached."""
        if not _SHA256.fullmatch(self.sha256):
            raise no.BadDigest()
        mime = texts.required("mime", self.mime, 100)
        return [FileAttached(sha256=self.sha256, mime=mime, size=self.size, kind=self.kind)]
