"""Other figures for the tables and packs: every amount, time and bound changed, what the words mean left alone."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree

SPACE = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"
#: tables whose figures are amounts, times and bounds; the others' numbers are grades and weights of methods
TABLES = (
    "severity_base", "answer_time", "reminder_times", "entitlement", "remedy_match", "authority", "follow_up",
    "intervention_times", "care_times", "cost_stages", "effort_limits",
)  # fmt: skip
#: columns whose numbers are names of classes, or parts of a hundred, which do not double
CLASSES = frozenset({"severity", "base_severity", "escalation_level", "clock_percent", "goodwill_low", "sure_from"})
_DURATION = re.compile(r'"(PT?)(\d+)([HMD])"|"(\d+) (working (?:day|hour)s?)"')
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def change(path: Path, factor: Decimal) -> int:
    """Multiply every figure of a table; how many there were."""
    tree = etree.parse(path)
    columns = [node.findtext(f"{SPACE}inputExpression/{SPACE}text") for node in tree.iter(f"{SPACE}input")]
    columns += [node.get("name") for node in tree.iter(f"{SPACE}output")]
    changed = 0
    for rule in tree.iter(f"{SPACE}rule"):
        cells = [node.find(f"{SPACE}text") for node in rule if node.tag.endswith("Entry")]
        for name, cell in zip(columns, cells, strict=True):
            text = _cell(cell.text or "", factor) if name.strip() not in CLASSES else cell.text
            changed += text != cell.text
            cell.text = text
    tree.write(path, encoding="UTF-8", xml_declaration=True)
    return changed


def _cell(text: str, factor: Decimal) -> str:
    if _DURATION.search(text):
        return _DURATION.sub(lambda found: _longer(found, factor), text)
    return text if '"' in text else _NUMBER.sub(lambda found: f"{Decimal(found[0]) * factor:f}", text)


def _longer(found: re.Match[str], factor: Decimal) -> str:
    count = int(Decimal(found[2] or found[4]) * factor)
    if found[1]:
        return f'"{found[1]}{count}{found[3]}"'
    return f'"{count} {found[5].rstrip("s")}s"'


def change_pack(path: Path, factor: int) -> int:
    """Multiply the durations of a pack's clocks; how many there were."""
    says: dict[str, Any] = json.loads(path.read_text("utf-8"))
    changed = 0
    for row in says["clocks"]:
        longer = re.sub(r"\d+", lambda found: str(int(found[0]) * factor), row["within"])
        if "within" not in longer and longer != row["within"]:
            row["within"], changed = longer, changed + 1
    path.write_text(json.dumps(says, ensure_ascii=False), "utf-8")
    return changed
