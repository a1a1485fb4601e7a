"""Working papers of the demo: where its member may file them, and what a paper needs."""

import requests

from core.workdays.reckoning import today
from tests.drills.installation import Installation

FACTS = {"title": "演练", "facts": "事实如此", "basis": "依据", "responsibility": "责任"}


def new_paper(office: Installation, host: str = "") -> dict[str, str | int]:
    """What a paper of the member says, in an inspection that is under way; `host` is asked where there are several."""
    address = f"http://{host or office.host}/api/v1/inspections/?status=on_site"
    answer = requests.get(address, headers=by_token(office), timeout=10)
    return FACTS | {"inspection": answer.json()["results"][0]["id"], "found_on": today().isoformat()}


def by_token(office: Installation) -> dict[str, str]:
    """How a program of the member's asks."""
    return {"Authorization": f"Token {office.accounts()['member']['api_token']}"}
