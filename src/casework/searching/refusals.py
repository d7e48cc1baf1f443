"""Every reason for which a person's appeals are not looked for."""

from casework.errors import Forbidden, Refusal


class SearchesAreTheOfficers(Forbidden):
    """A person's appeals are found by a data officer; the searches are read by an auditor."""

    rule = "R-SEA-01"


class NoNumberToSearch(Refusal):
    """A person is looked for by a phone number of at least {least} digits."""

    rule = "R-SEA-02"
