"""What a step costs: our house, our engine alone, the library as documented, the library in memory, and the bare floor.

`python -m benchmarks` (or `make bench`) runs them all in one go, in random order, so that a busy machine is busy for
all of them alike. Trust the ratios, not the microseconds.
"""
