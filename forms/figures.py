"""Figures of the house under the names by which Prometheus knows them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..engine.inquiry.watching import Watched


def families(seen: Watched) -> Any:
    """What was counted, as something that prometheus_client writes out."""
    from prometheus_client import CollectorRegistry

    registry = CollectorRegistry()
    registry.register(_Seen(seen))
    return registry


class _Seen:
    """A collector of one moment."""

    def __init__(self, seen: Watched) -> None:
        self._seen = seen

    def collect(self) -> Iterator[Any]:
        yield from _gauges(self._seen)
        yield from _counters(self._seen)


def _gauges(seen: Watched) -> Iterator[Any]:
    of = seen.figures
    yield _gauge("cases_open", "Cases that have not ended.", ("process",), of.open_cases)
    yield _gauge("tasks_open", "Tasks that wait for somebody.", ("lane",), {k: v for k, (v, _) in of.tasks.items()})
    yield _gauge("tasks_overdue", "Those past their time.", ("lane",), {k: v for k, (_, v) in of.tasks.items()})
    yield _gauge("jobs", "Jobs in each state.", ("state",), {str(k.value): v for k, v in seen.jobs.items()})
    yield _gauge("jobs_lag_seconds", "How long the oldest job that could begin has waited.", (), {"": seen.jobs_lag})
    yield _gauge("timers", "Times that are waited for.", (), {"": of.timers})
    yield _gauge("timers_lag_seconds", "How late the earliest timer is.", (), {"": seen.timers_lag})
    yield _gauge("workers_alive", "Workers that were heard of within ten seconds.", (), {"": seen.workers})


def _counters(seen: Watched) -> Iterator[Any]:
    from prometheus_client.core import CounterMetricFamily

    for place, (name, words) in enumerate((("kept", "kept in time"), ("missed", "kept late or not at all"))):
        told = f"Promises {words}, by whom they were made to."
        made = CounterMetricFamily(f"amends_promises_{name}", told, labels=["to"])
        for to, counted in seen.figures.promises.items():
            made.add_metric([to], counted[place])
        yield made


def _gauge(name: str, words: str, labels: Sequence[str], values: Mapping[str, float]) -> Any:
    from prometheus_client.core import GaugeMetricFamily

    made = GaugeMetricFamily(f"amends_{name}", words, labels=labels)
    for label, value in values.items():
        made.add_metric([label] if labels else [], value)
    return made
