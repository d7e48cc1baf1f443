"""What all floors say and do not say in words."""

import re

# Shown in a cell, a chart or a sentence where there is nothing to show.
NOTHING = "—"

# Characters that no text of ours holds: control characters but tab and line breaks, half signs, and
# the three signs between which a sentence keeps the code of a name. No other private sign: rare
# characters of names are written by some.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\ue002]")
