"""An invented hospital on an ordinary day: falls, waiting, a wrong dose, and a complaint about a named nurse."""

from functools import partial
from zoneinfo import ZoneInfo

from ..person import Unit
from .letters_of_the_day import complaints, script, starts
from .sector import Sector, behind, member

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOSPITAL = "riverside"
UNITS = (
    Unit(id=HOSPITAL, name="Riverside Hospital", calendar="cn_office", packs=("cn_hospital",)),
    Unit(id="surgery", name="Surgery", parent=HOSPITAL, calendar="cn_office"),
    Unit(id="ward_three", name="Ward 3", parent="surgery", calendar="cn_office"),
    Unit(id="outpatients", name="Outpatients", parent=HOSPITAL, calendar="cn_office"),
    Unit(id="maternity", name="Maternity", parent=HOSPITAL, calendar="cn_office"),
)
_at = partial(member, unit=HOSPITAL, domain="riverside.example")
CAST = (
    _at("lan", "Lan Chen", "Patient office", "Patients and families write to her first.", "front_line"),
    _at(
        "nia",
        "Nia Torres",
        "Nurse, ward 3",
        "She works on the ward, and a family has complained about her: that case is not there for her.",
        "front_line",
        unit="ward_three",
    ),
    _at(
        "gao",
        "Gao Rui",
        "Head nurse, surgery",
        "He makes safe, approves and calls back; variances of the clinical pathway come to him.",
        "supervisor",
        "front_line",
        unit="surgery",
    ),
    _at(
        "min",
        "Min Zhou",
        "Duty matron",
        "Somebody is in danger, and goodwill above the office's authority waits for her word.",
        "supervisor",
        "front_line",
    ),
    _at("ivo", "Ivo Marek", "Complaints officer", "He understands, investigates and composes offers.", "case_owner"),
    _at("sun", "Sun Li", "Complaints officer", "She takes over when a case needs fresh eyes.", "case_owner"),
    _at("fay", "Fay Dunn", "Patient accounts", "She corrects bills and approves larger sums.", "finance"),
    _at("wen", "Wen Bai", "Ward services", "Beds, meals, devices: what is not money is arranged here.", "operations"),
    _at(
        "eli",
        "Dr Eli Kaplan",
        "Medical director",
        "A patient came to harm. He meets the family before anything is offered.",
        "executive",
    ),
    _at("qiu", "Qiu Fang", "Quality and risk", "Lessons and variances end on this desk.", "quality", "risk"),
    *behind(_at),
)
DAY = (9, 16)
SECTOR = Sector(
    key="hospital",
    overlay="hospital",
    organisation="Riverside Hospital",
    zone=SHANGHAI,
    headline="An ordinary day on the wards",
    lead=(
        "A hospital, invented from end to end. Patients and families have written about waiting, words, bills and "
        "harm; a nurse is named in one of the cases and cannot see it; a variance of the clinical pathway waits for "
        "its physician. The clock is running."
    ),
    units=UNITS,
    cast=CAST,
    who={
        "front_line": "lan",
        "supervisor": "min",
        "case_owner": "ivo",
        "finance": "fay",
        "operations": "wen",
        "executive": "eli",
        "quality": "qiu",
        "risk": "qiu",
    },
    complaints=partial(complaints, "hospital", SHANGHAI, DAY),
    starts=partial(starts, "hospital", SHANGHAI, DAY),
    begins=(*DAY, 8, 0),
    opens=(*DAY, 18, 20),
    currency="CNY",
    says=script("hospital"),
)
