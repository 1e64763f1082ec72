"""In a whole house: what was agreed and is called off is undone on the record, and money and promises agree with it."""

from amends.features import journey
from amends.features.cast import CUSTOMERS, STAFF
from amends.features.scenarios import depth, pytest_plugins  # noqa: F401 - the stage


def test_each_undo_stands_on_the_record_with_who_did_it(world):
    mina = CUSTOMERS["Mina"]
    journey.reported(world, mina)
    loss = {"goodwill": world.money(20), "tangible": ["rebooking", "voucher"], "psychological": ["explanation"]}
    journey.go_on(world, mina, journey.COMPOSE)
    journey.act(world, STAFF["Carla"], mina, journey.COMPOSE, loss)
    journey.go_on(world, mina, "Carry out the remedy")
    for done in (True, True, False):
        journey.act(world, STAFF["Olga"], mina, "Carry out the remedy", {"done": done})
    journey.act(
        world, STAFF["Olga"], mina, "Do it another way", {"called_off": "customer_withdrew", "done_instead": None}
    )
    journey.act(world, STAFF["Olga"], mina, "Cancel what was arranged", {"cancelled": "cancelled"})
    journey.act(world, STAFF["Olga"], mina, "Cancel what was arranged", {"cancelled": "cancelled"})
    journey.act(world, STAFF["Felix"], mina, "Stop the payment", {"payment_undone": "stopped"})

    record = [f"{line.by}: {line.sentence}" for line in world.view(mina).record]
    places = [next(i for i, line in enumerate(record) if words in line) for words in
              ("Cancel what was arranged", "Stop the payment", "Remedies undone")]  # fmt: skip
    assert places == sorted(places)
    assert sum("Olga" in line and "Cancel what was arranged" in line for line in record) == 2
    assert sum("Felix" in line and "Stop the payment" in line for line in record) == 1
    journey.go_on(world, mina)
    assert world.view(mina).case.ended_at is not None
    with world.house.store.reading() as work:
        assert work.journal.verify(None) == []
