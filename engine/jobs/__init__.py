"""Jobs: brings a job's id to a worker, at least once, whatever dies on the way; the only door to DBOS."""

from .backoff import next_try
from .carrier import Carrier, NoCarrier, Perform
from .dbos_carrier import DbosCarrier
from .inline import JobStays, work_off
from .process import CarrierTaken
from .sweeper import Sweeper
from .worker import Worker

__all__ = [
    "Carrier", "CarrierTaken", "DbosCarrier", "JobStays", "NoCarrier", "Perform", "Sweeper", "Worker", "next_try",
    "work_off",
]  # fmt: skip
