"""Processes of the house kill themselves at every named point; others go on, nothing is lost, nothing happens twice.

`make chaos ROUNDS=20` goes through every point as often; the suite lets one case live through several deaths.
"""

import itertools
import os
import random
from collections.abc import Iterator

import pytest
from amends.engine import faults
from chaos.town import Town, died, stop, town, wait

ROUNDS = int(os.environ.get("ROUNDS", "0"))
long = pytest.mark.skipif(not ROUNDS, reason="make chaos runs it")
pytestmark = pytest.mark.xdist_group("servers")

#: at the birth of a house
BEGINNING = ("tables_begun", "tables_half_made", "tables_made", "edition_coming", "edition_published")
#: of the process that reports or answers
BY_CLERKS = {"step_half_written": 1, "step_written": 1, "job_handed_over": 1, "commit_coming": 2, "commit_done": 2}
#: only what comes after another death, or after a mail server that said no
AFTER_A_DEATH = ("taking_over", "taken_over")
AFTER_A_NO = ("failure_coming", "handing_on")
#: how often a worker may come by within one case; 1 where nothing is said
TIMES = {"commit_coming": 30, "commit_done": 30, "step_half_written": 3, "step_written": 3, "beating": 4,
         "job_handed_over": 3, "job_claimed": 5, "job_acted": 3, "job_recorded": 3, "letter_noted": 2,
         "letter_handed_over": 2, "tick_half_done": 2}  # fmt: skip
#: where the process may die between the mail server's yes and our note, in this thread or in another
BETWEEN = {
    "letter_handed_over", "commit_coming", "commit_done", "beating", "tick_half_done", "promise_missed",
    "job_handed_over",
}  # fmt: skip
BY_WORKERS = sorted(faults.POINTS.keys() - set(BEGINNING))
_number = itertools.count(1)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, the_database: None) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("town")) as found:
        yield found


def key(point: str) -> str:
    return f"{point.replace('_', '-')}-{next(_number)}"


def test_a_case_lives_through_one_death_after_another(here):
    points = ("letter_handed_over", "payment_made", "tick_half_done", "step_written")
    case = here.report(key("many"))
    for point in points:
        died(here.worker(point))
    last = here.worker()
    here.drive([case])
    stop(last)
    here.check([case], once=False)
    here.doctor()


def test_who_dies_of_a_post_sends_it_again_and_it_is_done_once(here):
    """It was done, and nobody was told."""
    fault, one = "commit_done:2", key("post")
    assert here.clerk("report", one, fault=fault).returncode == -9
    case = here.clerk("report", one).stdout.strip()
    worker = here.worker()
    wait(lambda: here.is_asked(case))
    assert here.clerk("answer", case, one + "-answer", fault=fault).returncode == -9
    assert here.clerk("answer", case, one + "-answer").returncode == 0
    here.drive([case])
    stop(worker)
    here.check([case])


@long
@pytest.mark.parametrize("point", BY_WORKERS)
def test_a_worker_dies_at_every_point(here, point):
    chance = random.Random(point)
    for _ in range(ROUNDS):
        if point in AFTER_A_NO:
            here.post.says = ["451 later"]
        case = here.report(key(point))
        if point in AFTER_A_DEATH:
            died(here.worker("job_acted"))
        died(here.worker(f"{point}:{chance.randint(1, TIMES.get(point, 1))}"))
        worker = here.worker()
        here.drive([case])
        stop(worker)
        here.check([case], once=point not in BETWEEN)
    here.doctor()


@long
@pytest.mark.parametrize("point", BY_CLERKS)
def test_a_clerk_dies_at_every_point(here, point):
    fault = f"{point}:{BY_CLERKS[point]}"
    worker = here.worker()
    for _ in range(ROUNDS):
        one = key(point)
        assert here.clerk("report", one, fault=fault).returncode == -9
        case = here.clerk("report", one).stdout.strip()
        wait(lambda case=case: here.is_asked(case))
        if point != "job_handed_over":  # an answer asks for no job
            assert here.clerk("answer", case, f"{one}-answer", fault=fault).returncode == -9
        assert here.clerk("answer", case, f"{one}-answer").returncode == 0
        here.drive([case])
        here.check([case])
    stop(worker)
    here.doctor()


@long
@pytest.mark.parametrize("point", BEGINNING)
def test_a_house_that_dies_at_its_birth_is_born_again(tmp_path, point):
    for round_ in range(ROUNDS):
        at = tmp_path / str(round_)
        at.mkdir()
        with town(at, begun=False) as found:
            assert found.init(point, check=False).returncode == -9
            found.init()
            found.doctor()
