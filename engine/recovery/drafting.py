"""Drafts: what somebody typed and has not handed in, so that nothing typed is ever lost."""

from collections.abc import Mapping
from typing import Any

import orjson

from ..access import lanes_by_unit, works_on
from ..case import Case
from ..errors import AmendsError
from ..person import CUSTOMER_LANE, Customer, Person
from ..store import UnitOfWork
from ..task import TaskId
from ..values import as_json
from .means import Means

#: characters of one draft as JSON: a page posts less
LARGEST = 300_000


def keep_draft(means: Means, task_id: TaskId, by: Person | Customer, values: Mapping[str, Any]) -> None:
    """Save what was typed; also for a task that is closed meanwhile, so that it can be copied from there.

    Only for a form that this reader may have been shown; what is no JSON, or beyond all measure, is not kept.
    """
    try:
        kept = as_json(dict(values))
        with means.store.writing() as work:
            case = work.cases.load(task_id.case)
            if len(orjson.dumps(kept)) <= LARGEST and _was_shown(means, work, case, task_id.element, by):
                work.drafts.save(task_id, draft_owner(by), kept, means.now())
    except (AmendsError, ValueError, TypeError):
        return


def _was_shown(means: Means, work: UnitOfWork, case: Case, element: str, by: Person | Customer) -> bool:
    """A task of theirs in a case of theirs. Raises NotFound for an element that the diagram does not have."""
    asked = means.shelf.running(case.edition).program(case.process).element(element)
    if asked.kind != "userTask":
        return False
    if isinstance(by, Customer):
        return asked.lane == CUSTOMER_LANE and work.cases.by_token(by.token) == case.number
    return works_on(case, by, lanes_by_unit(by, work.people.units()))


def draft_owner(by: Person | Customer) -> str:
    """Under whose name drafts are kept; a customer's stay apart, and the token is not written down again."""
    return by.id if isinstance(by, Person) else "customer"
