"""One step of a programme, as the home page shows it."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from payung.accounts.wording import number
from payung.programmes.rules.setup import ProgrammeFacts

DONE, WAITS, NOT_BEGUN = "covered", "waiting", "uncovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """`state` names sign and colour; `told` says it in words; `blocks` what a person must do next, or nothing."""

    name: str
    state: str
    told: str
    blocks: str
    address: str


def listed(*counts: tuple[int, str]) -> str:
    """What is counted, one after the other, without those of which there are none."""
    return ", ".join(words % {"n": number(count)} for count, words in counts if count)


def address(name: str, programme: ProgrammeFacts) -> str:
    try:
        return f"{reverse(name)}?program={programme.code}"
    except NoReverseMatch:
        return ""
