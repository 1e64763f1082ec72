"""What is proposed for drawings that were not made to run, told on the command line. No drawing is changed."""

from pathlib import Path

import click

from ..engine import repairing
from ..engine.repairing import Proposed


def told_repair(place: Path, diff: Path | None) -> None:
    """Tell each proposal, then the difference, or write it to a file; then what a check would say before and after."""
    folder, files, paths = repairing.drafts(place)
    found = [repairing.proposed(files, path) for path in paths]
    for one in found:
        _tell(one)
    difference = b"".join(one.difference for one in found)
    if diff is not None and difference:
        diff.write_bytes(difference)
        click.echo(f"The difference is in {diff}. Read it; then, in {folder}: patch -p1 < {diff.name}")
    elif difference:
        click.echo(difference.decode("utf-8", "replace"), nl=False)
    after = {**files, **{path: content for one in found for path, content in one.files.items()}}
    _sum_up(found, repairing.errors(files), repairing.errors(after) if difference else None)


def _tell(one: Proposed) -> None:
    if one.problem:
        click.echo(f"{one.path}: {one.problem}")
    for proposal in one.proposals:
        mark = click.style("decide", fg="yellow") if proposal.to_decide else "change" if proposal.is_change else "note"
        click.echo(f"{mark}: {one.path}, line {proposal.line}: {proposal.sentence}")


def _sum_up(found: list[Proposed], before: int, after: int | None) -> None:
    proposals = [proposal for one in found for proposal in one.proposals]
    to_decide = sum(proposal.to_decide for proposal in proposals)
    click.echo(f"{len(proposals)} proposals, {to_decide} of them for a person to decide. No file was changed.")
    told = f"; with the difference it would find {after}" if after is not None else ""
    click.echo(f"The check finds {before} errors{told}.")
