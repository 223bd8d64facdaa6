"""One thing that happened to a person, as a line of the page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When, what, what it was like; `state` gives sign and colour."""

    when: str
    what: str
    told: str
    address: str = ""
    state: str = ""
