"""Ways to assess, the two that ship and a few more, so that every term is met."""

from casework.policy.assessment import AssessmentPolicy, read_assessment
from casework.policy.defaults import default_assessment


def policies() -> list[AssessmentPolicy]:
    return [
        written("dengta"),
        written("liaoning"),
        written(
            "dengta",
            ('counted_by = "raised"', 'counted_by = "closed"'),
            ('period = "month"', 'period = "19th"'),
            ('scale = "words"', 'scale = "stars"'),
            ('closing_kinds_excluded = ["withdrawn", ', "closing_kinds_excluded = ["),
        ),
        written(
            "liaoning",
            ('period = "month"', 'period = "noon"'),
            ('callback = "latest"', 'callback = "first"'),
            ("basically_solved = 0 ", "basically_solved = 0.35 "),
            ("refuses_is_valid = false", "refuses_is_valid = true"),
            ("unclear_is_valid = false", "unclear_is_valid = true"),
        ),
        written("dengta", ('counted_by = "raised"', 'counted_by = "called_back"')),
    ]


def written(id: str, *changes: tuple[str, str]) -> AssessmentPolicy:
    text = default_assessment(id)
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return read_assessment(text, 1)
