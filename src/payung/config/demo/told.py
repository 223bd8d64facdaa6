"""What is said beside the report: who may sign in, and where the site is."""

from collections.abc import Iterable, Iterator

from payung.config.demo.clock import TODAY
from payung.config.demo.ink import Ink
from payung.shared.dates import day_text

ADDRESS = "http://127.0.0.1:8000"


def said_of_accounts(accounts: Iterable[tuple[str, str, str]], ink: Ink) -> Iterator[str]:
    """Who may sign in, and how. Not kept in any file: a password is printed once."""
    yield ""
    yield f"  {ink.bold('Masuk sebagai')}"
    for role, name, password in accounts:
        yield f"  {role:<16}{name:<14}{password}"


def said_of_site(ink: Ink) -> Iterator[str]:
    yield ""
    yield f"  {ink.bold(ADDRESS)}   {ink.dim(f'Di sana hari ini {day_text(TODAY)}. Ctrl+C untuk berhenti')}"
    yield ""
