"""Files that nobody would hand in on purpose are read in a process with limits: no traceback, no hang, little memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHILD = Path(__file__).with_name("reading_child.py")


def read_in_a_child(first: int, last: int) -> dict:
    done = subprocess.run(
        [sys.executable, str(CHILD), str(first), str(last)], capture_output=True, text=True, timeout=1_200
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    told = json.loads(done.stdout)
    assert told["problems"] == []
    assert told["slowest"] < 10
    assert told["peak"] < 512
    assert 0 < told["accepted"] < told["files"]
    return told


@pytest.mark.trap(3)
@pytest.mark.trap(12)
@pytest.mark.trap(37)
def test_broken_and_changed_files_do_no_harm():
    assert read_in_a_child(0, 150)["files"] == 150
