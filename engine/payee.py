"""Who may be paid: whoever reported it, by the means the money came; anybody else once one of us has verified them."""

from collections.abc import Mapping
from typing import Any

#: what lets somebody take money for another person
AUTHORITIES = ("parent_or_guardian", "written", "heard_from_them")


def why_not_payable(data: Mapping[str, Any], payee: str) -> str:
    """Why the customer's money may not go to this payee, in a clause; "" if it may.

    Reporter (`reporter_name`), the person whom it struck (`affected_person`), authority to act (`authority_to_act`) and
    the payee somebody named (`payee`, `payee_verified`) are facts of the case, each apart.
    """
    if payee in (data.get("reporter_name"), data.get("contact"), "the customer"):
        return _for_another(data, payee)
    if payee == data.get("payee") and data.get("payee_verified") is not True:
        return f"{payee} is not who reported it, and none of us has verified that the money may go there"
    return ""


def _for_another(data: Mapping[str, Any], reporter: str) -> str:
    struck = str(data.get("affected_person") or "").strip()
    if not struck or struck == reporter or data.get("authority_to_act") in AUTHORITIES:
        return ""
    return f"it struck {struck}, and none of us has noted that whoever reported it may take money for them"
