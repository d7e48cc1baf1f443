"""Every reason for which a rule of the appeal says no. The docstring is what the caller reads."""

from casework.appeal.refusals.anywhere import *
from casework.appeal.refusals.handling import *
from casework.appeal.refusals.intake import *
from casework.appeal.refusals.judging import *
from casework.appeal.refusals.orders import *
from casework.appeal.refusals.oversight import *
from casework.appeal.refusals.people import *
from casework.directory.refusals import UnknownUnit as UnknownUnit
