"""Report: the results as figures with names, as a table in the terminal, and as a chart."""

import statistics
from collections.abc import Iterator, Mapping
from html import escape

from .measuring import TITLES, Result
from .web import Load, Loads

SHAPE_TITLES = {
    "thirteen": "13 nodes",
    "wide": "150 nodes, most of them not taken",
    "tail": "150 nodes, a line of 137 still ahead",
    "loop": "one task, after 50 times",
}
#: key of the figure -> shape
OVER_DOCUMENTED = {"13_nodes": "thirteen", "150_nodes": "wide", "150_nodes_ahead": "tail", "50_tasks": "loop"}
#: "ours" is the engine with record, inbox and timers written; the house is everything that a post of a form does
OURS = {"ours": "rows", "house": "house", "engine": "engine"}
COLOURS = {
    "documented": "#9a3b2f",
    "memory": "#c98f4a",
    "house": "#1f6f5c",
    "rows": "#3f8f78",
    "engine": "#6fae98",
    "floor": "#a9b0b5",
}

Results = Mapping[str, Mapping[str, Result]]


def figures(results: Results, loads: Mapping[str, Loads]) -> dict[str, float]:
    """The named figures; what was not measured is not there."""
    found: dict[str, float] = {}
    for name, shape in OVER_DOCUMENTED.items():
        if shape in results:
            steps = {who: result.step for who, result in results[shape].items()}
            found |= {
                f"documented_over_{who}_{name}": round(steps["documented"] / steps[of], 2) for who, of in OURS.items()
            }
            found[f"ours_over_memory_{name}"] = round(steps["rows"] / steps["memory"], 2)
            found[f"house_over_memory_{name}"] = round(steps["house"] / steps["memory"], 2)
            found |= {f"us_{who}_{name}": round(step, 1) for who, step in steps.items()}
    if "loop" in results:
        ours = results["loop"]["house"]
        found["growth_50_over_1"] = round(ours.step / statistics.median(ours.early), 2)
        documented = results["loop"]["documented"]
        found["documented_growth_50_over_1"] = round(documented.step / statistics.median(documented.early), 2)
    if "thirteen" in results:
        found["bytes_13_nodes"] = results["thirteen"]["engine"].size
        found["documented_bytes_13_nodes"] = results["thirteen"]["documented"].size
    for name, load in loads.items():
        found |= _of_load(f"http_steps_per_s_{name}", f"http_api_{{}}_{name}", load.api)
        found |= _of_load(f"http_forms_per_s_{name}", f"http_forms_{{}}_{name}", load.forms)
    return found


def _of_load(key: str, names: str, load: Load) -> dict[str, float]:
    return {
        key: round(load.steps_per_second, 1),
        names.format("opened_per_s"): round(load.opened_per_second, 1),
        names.format("median_ms"): round(load.median_ms, 2),
        names.format("cpu_us"): round(load.cpu_us, 1),
    }


def table(results: Results, loads: Mapping[str, Loads]) -> str:
    """What a person reads."""
    lines: list[str] = []
    for shape, by_name in results.items():
        documented = by_name["documented"].step
        lines += [f"\n{SHAPE_TITLES[shape]}", f"{'':42}us a step  documented /   us to start     bytes"]
        lines += [
            f"  {TITLES[name]:40}{result.step:9.0f}{documented / result.step:13.1f}x{result.start:13.0f}"
            f"{result.size or '-':>11}"
            for name, result in sorted(by_name.items(), key=lambda item: item[1].step)
        ]
    for name, load in loads.items():
        lines.append(f"\nHTTP on {name}{'':16}handed in a second   median ms   us of the servers   opened a second")
        lines += [
            f"  {way:24}{of.steps_per_second:25.0f}{of.median_ms:12.1f}{of.cpu_us:20.0f}{of.opened_per_second:18.0f}"
            for way, of in {"by the API": load.api, "by forms": load.forms}.items()
        ]
    return "\n".join(lines)


def chart(results: Results) -> str:
    """Bars of microseconds a step, each shape to the scale of its longest, as SVG."""
    rows = list(_rows(results))
    height = 40 + max((y for _, y in rows), default=0) + 30
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 {height}" role="img" '
        'font-family="system-ui, sans-serif" font-size="13">'
        "<title>Microseconds of CPU a step</title>"
        f'<rect width="860" height="{height}" fill="#ffffff"/>'
        '<text x="16" y="26" font-size="16" font-weight="600" fill="#1c2326">Microseconds of CPU a step</text>'
        + "".join(drawn for drawn, _ in rows)
        + "</svg>\n"
    )


def _rows(results: Results) -> Iterator[tuple[str, int]]:
    y = 56
    for shape, by_name in results.items():
        yield f'<text x="16" y="{y}" font-weight="600" fill="#1c2326">{SHAPE_TITLES[shape]}</text>', y
        longest = max(result.step for result in by_name.values())
        for name, result in sorted(by_name.items(), key=lambda item: -item[1].step):
            y += 22
            yield _bar(name, result.step, 480 * result.step / longest, y), y
        y += 36


def _bar(name: str, step: float, width: float, y: int) -> str:
    return (
        f'<text x="16" y="{y}" fill="#48535a">{escape(TITLES[name])}</text>'
        f'<rect x="300" y="{y - 12}" width="{max(width, 1):.1f}" height="15" rx="2" fill="{COLOURS[name]}"/>'
        f'<text x="{308 + width:.1f}" y="{y}" fill="#1c2326">{step:,.0f}</text>'
    )
