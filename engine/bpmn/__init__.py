"""The only door to SpiffWorkflow: diagrams in, steps out; nothing of the library comes through."""

from .element import Element, Flow, Process
from .finding import Finding
from .library import Library, read_library
from .outline import Line
from .program import Program
from .step import (
    Asked,
    Closed,
    JobCancelled,
    JobRequest,
    Opened,
    Passed,
    PromiseStart,
    Saved,
    Step,
    TimerRow,
    Wait,
)

__all__ = [
    "Asked",
    "Closed",
    "Element",
    "Finding",
    "Flow",
    "JobCancelled",
    "JobRequest",
    "Library",
    "Line",
    "Opened",
    "Passed",
    "Process",
    "Program",
    "PromiseStart",
    "Saved",
    "Step",
    "TimerRow",
    "Wait",
    "read_library",
]
