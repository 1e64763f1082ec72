"""Drafts: what somebody typed and has not handed in, so that nothing typed is ever lost."""

from collections.abc import Mapping
from typing import Any

from ..errors import AmendsError
from ..person import Customer, Person
from ..task import TaskId
from ..values import as_json
from .means import Means


def keep_draft(means: Means, task_id: TaskId, by: Person | Customer, values: Mapping[str, Any]) -> None:
    """Save what was typed; also for a task that is closed meanwhile, so that it can be copied from there.

    A customer's draft needs the right token; anybody else's is filed under their own name and harms nobody.
    """
    with means.store.writing() as work:
        if isinstance(by, Customer) and work.cases.by_token(by.token) != task_id.case:
            return
        try:
            work.cases.load(task_id.case)
            work.drafts.save(task_id, draft_owner(by), as_json(dict(values)), means.now())
        except (AmendsError, ValueError):
            return  # a case that is not there or a value that is no JSON cannot have a draft


def draft_owner(by: Person | Customer) -> str:
    """Under whose name drafts are kept; a customer's stay apart, and the token is not written down again."""
    return by.id if isinstance(by, Person) else "customer"
