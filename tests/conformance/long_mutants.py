"""5,000 generated and mutated files, in child processes with limits: no traceback, no hang, no more than 512 MB."""

import pytest
from diagrams.test_mutants import read_in_a_child

EACH = 500


@pytest.mark.parametrize("part", range(10))
def test_no_file_does_any_harm(part):
    told = read_in_a_child(1_000 + part * EACH, 1_000 + (part + 1) * EACH)

    assert told["files"] == EACH
