"""`payung user …`: accounts and roles, by whoever works at the server itself."""

import sys
from argparse import ArgumentParser
from getpass import getpass, getuser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from payung.accounts import actions, queries
from payung.accounts.rules import NotAccepted, Role, everyone


class Command(BaseCommand):
    help = "Add accounts, give and end their roles, list them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="an account that may do nothing yet")
        add.add_argument("username")
        add.add_argument("full_name")
        add.add_argument("--ask", action="store_true", help="type the password; else one is made and printed once")
        for act, told in (("appoint", "give a role on a part of the map"), ("end", "end such a role")):
            words = acts.add_parser(act, help=told)
            words.add_argument("username")
            words.add_argument("role", choices=[str(role) for role in Role])
            words.add_argument("scope", help="63.02, 63.02.06 or 63.02.06.2014")
        acts.add_parser("list", help="who may do what, and where")

    def handle(self, *, act: str, **words: Any) -> None:
        try:
            getattr(self, f"_{act}")(words)
        except NotAccepted as reasons:
            raise CommandError("\n".join(reasons.sentences)) from None

    def _add(self, words: dict[str, Any]) -> None:
        password = asked_twice() if words["ask"] else actions.new_password()
        actions.add_user(
            username=words["username"], full_name=words["full_name"], password=password, now=timezone.now()
        )
        self.stdout.write(f"{words['username']} can sign in" + ("." if words["ask"] else f" with {password}"))

    def _appoint(self, words: dict[str, Any]) -> None:
        kabupaten = words["scope"][:5]
        user_id = queries.user_named(words["username"])
        if user_id is None:
            raise NotAccepted(f"Tidak ada akun {words['username']}.")
        actions.appoint(
            user_id=user_id,
            kabupaten=kabupaten,
            role=Role(words["role"]),
            scope=words["scope"],
            now=timezone.now(),
            actor=everyone(key=f"command:{getuser()}", name=getuser(), kabupaten=kabupaten),
        )

    def _end(self, words: dict[str, Any]) -> None:
        for seat in queries.seats():
            if (seat.username, seat.role, seat.scope) == (words["username"], words["role"], words["scope"]):
                actor = everyone(key=f"command:{getuser()}", name=getuser(), kabupaten=seat.scope[:5])
                actions.end_appointment(appointment_id=seat.appointment_id, now=timezone.now(), actor=actor)
                return
        raise NotAccepted(f"{words['username']} tidak mempunyai peran ini di {words['scope']}.")

    def _list(self, _: dict[str, Any]) -> None:
        for seat in queries.seats():
            self.stdout.write(f"{seat.username}\t{seat.full_name}\t{seat.role or '-'}\t{seat.scope or '-'}")


def asked_twice() -> str:
    """The password as typed, twice the same."""
    if not sys.stdin.isatty():
        raise CommandError("Nobody is there to type the password; leave out --ask.", returncode=2)
    first, second = getpass("Password: "), getpass("Once more: ")
    if first != second:
        raise CommandError("The two are not the same.", returncode=2)
    return first
