"""The `payung` command: what answers without Django is called directly, all else is Django's management.

`check`, `contribution`, `cover`, `benefit`, `link` and `docs` need no keys, no database and no settings (CONTRACTS.md).
"""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

PLAIN = {
    "check": "payung.intake.command:main",
    "contribution": "payung.law.command:contribution",
    "cover": "payung.law.command:cover",
    "benefit": "payung.law.command:benefit",
    "link": "payung.matching.command:main",
    "docs": "payung.config.docs:main",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the exit code (0 answered, 2 could not run)."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words and words[0] in PLAIN:
        return plain_command(words[0])(words[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["payung", *words])
    return 0


def plain_command(word: str) -> Callable[[list[str]], int]:
    """The function behind a command that does without Django; imported only when asked for."""
    module, function = PLAIN[word].split(":")
    found: Callable[[list[str]], int] = getattr(import_module(module), function)
    return found


if __name__ == "__main__":
    sys.exit(main())
