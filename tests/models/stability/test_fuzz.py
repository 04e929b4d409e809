"""A hundred thousand verdicts on random conflicts, each held against its definition."""

from models.stability.fuzz import fuzz


def test_a_hundred_thousand_verdicts_are_what_the_definitions_say():
    made, different = fuzz(100_000)
    assert made.total() >= 100_000
    assert len(made) == 8
    assert min(made.values()) > 2_000
    assert different.total() == 0, different
