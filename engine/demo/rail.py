"""An invented urban railway on the day of a signal failure: complaints of five classes, and mystery visits."""

from functools import partial
from zoneinfo import ZoneInfo

from ..person import Unit
from .letters_of_the_day import complaints, script, starts
from .sector import Sector, behind, member

SHANGHAI = ZoneInfo("Asia/Shanghai")
RAIL = "harbour_metro"
UNITS = (
    Unit(id=RAIL, name="Harbour Metro", calendar="cn_office", packs=("cn_urban_rail",)),
    Unit(id="line_red", name="Red line", parent=RAIL, calendar="cn_office"),
    Unit(id="line_blue", name="Blue line", parent=RAIL, calendar="cn_office"),
    Unit(id="central", name="Central station", parent="line_red", calendar="cn_office"),
    Unit(id="old_town", name="Old Town", parent="line_red", calendar="cn_office"),
    Unit(id="fish_market", name="Fish Market", parent="line_blue", calendar="cn_office"),
)
_at = partial(member, unit=RAIL, domain="harbourmetro.example")
CAST = (
    _at(
        "ling",
        "Ling Zhao",
        "Passenger service, all stations",
        "Her inbox is full since the signals failed.",
        "front_line",
    ),
    _at(
        "jun",
        "Jun He",
        "Platform staff, Old Town",
        "He sees what happens at Old Town only.",
        "front_line",
        unit="old_town",
    ),
    _at(
        "mei",
        "Mei Tang",
        "Duty manager",
        "Somebody was hurt on a stair, and a fare question needs her word.",
        "supervisor",
        "front_line",
    ),
    _at("hao", "Hao Lin", "Case owner", "He understands, investigates and composes offers.", "case_owner"),
    _at("yan", "Yan Song", "Case owner", "She takes over when a case needs fresh eyes.", "case_owner"),
    _at("bo", "Bo Feng", "Fares and finance", "He corrects fares and approves larger sums.", "finance"),
    _at("tao", "Tao Wu", "Line control", "Trains, lifts, gates: what is not money is arranged here.", "operations"),
    _at("qing", "Qing Xu", "Service quality", "Mystery visits are due, and alarms want an answer.", "quality", "risk"),
    _at(
        "shan",
        "Shan Guo",
        "Director of services",
        "A passenger was hurt. She meets them before anything is offered.",
        "executive",
    ),
    *behind(_at),
)
DAY = (9, 15)
SECTOR = Sector(
    key="rail",
    overlay="rail",
    organisation="Harbour Metro",
    zone=SHANGHAI,
    headline="The signals failed in the morning",
    lead=(
        "An urban railway, invented from end to end. Since the morning peak passengers have written about fares, "
        "trains, stairs and people; their complaints are of the five classes that such operators know. Mystery "
        "visitors are on their way, and the clock is running."
    ),
    units=UNITS,
    cast=CAST,
    who={
        "front_line": "ling",
        "supervisor": "mei",
        "case_owner": "hao",
        "finance": "bo",
        "operations": "tao",
        "executive": "shan",
        "quality": "qing",
        "risk": "qing",
    },
    complaints=partial(complaints, "rail", SHANGHAI, DAY),
    starts=partial(starts, "rail", SHANGHAI, DAY),
    begins=(*DAY, 8, 0),
    opens=(*DAY, 18, 20),
    currency="CNY",
    says=script("rail"),
)
