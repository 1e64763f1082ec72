"""The sectors that a visitor may look around in, and which one a demonstration shows."""

from ..errors import SettingWrong
from ..store import Store
from . import airline, hospital, rail
from .sector import Sector

SECTORS = {sector.key: sector for sector in (airline.SECTOR, hospital.SECTOR, rail.SECTOR)}


def sector(key: str) -> Sector:
    """Raises SettingWrong, naming those there are."""
    try:
        return SECTORS[key]
    except KeyError:
        raise SettingWrong(name="sector", problem=f"is '{key}'; there are {', '.join(SECTORS)}") from None


def shown_in(store: Store) -> Sector:
    """The sector of a demo's database."""
    with store.reading() as work:
        return sector(str((work.settings.load("demo", None) or {}).get("sector", airline.SECTOR.key)))


def settle(store: Store, shown: Sector) -> None:
    """Put units and people into an empty house. Nobody gets a password: a demo is stepped into by one click."""
    with store.writing() as work:
        for unit in shown.units:
            work.people.add_unit(unit)
        for member in shown.cast:
            work.people.add_person(member.person, member.person.id, "")
