"""How long a test lets something take, counted so that a busy machine does not decide it."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def soon(seconds: float = 2.0) -> Iterator[None]:
    """Fails when this thread computed for longer than `seconds`: what others do on the machine is not counted."""
    gc.collect()  # what earlier tests left is not counted either
    began = time.thread_time()
    yield
    took = time.thread_time() - began
    assert took < seconds, f"it computed for {took:.2f} s; {seconds} s are allowed"
