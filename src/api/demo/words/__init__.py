"""Everything that is said in the demo; one table per walk of life."""

from api.demo.words.countryside import COUNTRYSIDE
from api.demo.words.housing import HOUSING
from api.demo.words.livelihood import LIVELIHOOD
from api.demo.words.streets import STREETS
from api.demo.words.surroundings import SURROUNDINGS
from api.demo.words.together import TOGETHER
from api.demo.words.warmth import WARMTH

TOPICS = (
    *WARMTH,
    *HOUSING,
    *STREETS,
    *SURROUNDINGS,
    *COUNTRYSIDE,
    *LIVELIHOOD,
    *TOGETHER,
)
