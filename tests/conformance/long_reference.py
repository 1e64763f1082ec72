"""2,000 random diagrams against the reference interpreter of the tests, shrunk by Hypothesis where they disagree."""

import random

from diagrams.shapes import blocks
from diagrams.test_random import play
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


@settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(blocks(), st.integers(0, 2**32))
def test_the_engine_agrees_with_the_reference(block, seed):
    play(block, random.Random(seed))
