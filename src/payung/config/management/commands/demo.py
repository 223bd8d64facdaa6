"""`payung demo`: an invented kabupaten from its lists to the site, for people who want to see before they trust."""

import os
import socket
import sys
from argparse import ArgumentParser
from json import dumps
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand

from payung.config.demo import house
from payung.config.demo.at_home import PAYUNG, at_home, build, new_accounts
from payung.config.demo.house import State
from payung.config.demo.ink import Ink
from payung.config.demo.told import said_of_accounts, said_of_site

PORT = 8000
MOST_WORKERS = 1_000_000
THERE_ALREADY = ("", "  Demo ini sudah ada sebelumnya. Untuk membuatnya lagi: payung demo --fresh")


class Command(BaseCommand):
    help = "Invent a kabupaten's lists, check them all, and serve the site."
    requires_system_checks = ()  # keys and database are what it makes first

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workers", type=int, default=5_000, help="how many workers to invent (5000)")
        parser.add_argument("--seed", type=int, default=2027, help="the same seed invents the same people (2027)")
        parser.add_argument("--fresh", action="store_true", help="remove the demo that is there and build it again")
        parser.add_argument("--no-serve", action="store_true", help="end after the report")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON and end")

    def handle(self, *, workers: int, seed: int, fresh: bool, no_serve: bool, json: bool, **_: Any) -> None:
        home: Path = settings.PAYUNG_HOME
        serves = not (no_serve or json)
        self._refuse_what_cannot_be(home=home, workers=workers, fresh=fresh, as_json=json, serves=serves)
        ink = Ink(on=self.stdout.isatty() and "NO_COLOR" not in os.environ)
        is_new = fresh or house.state_of(home) in (State.EMPTY, State.UNFINISHED)
        if is_new:
            house.begin(home)
            build(home=home, workers=workers, seed=seed)
        if json:
            self.stdout.write(dumps(house.kept_counts(home)))
        elif house.state_of(home) is State.DEMO:
            told = [*house.kept_report(home), *(() if is_new else THERE_ALREADY)]
            told += said_of_accounts(new_accounts(home), ink)
            self.stdout.write(ink.as_wanted("\n".join(told)))
        if serves:
            self._serve(home, ink)

    def _refuse_what_cannot_be(self, *, home: Path, workers: int, fresh: bool, as_json: bool, serves: bool) -> None:
        """Everything that would stop the demo, before minutes are spent on it."""
        if not 1 <= workers <= MOST_WORKERS:
            self._refuse(f"Jumlah pekerja harus antara 1 dan {MOST_WORKERS}.")
        if house.state_of(home) is State.OTHER and (fresh or as_json):
            self._refuse(
                f"{home} bukan rumah demo, jadi tidak kami ubah. Pakai folder lain, misalnya PAYUNG_HOME=demo payung demo."
            )
        if serves and is_taken(PORT):
            self._refuse(
                f"Alamat 127.0.0.1:{PORT} sedang dipakai program lain. Tutup program itu, atau tambahkan --no-serve."
            )

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(2)

    def _serve(self, home: Path, ink: Ink) -> NoReturn:
        """Become `payung run`: what ends this process ends the site."""
        self.stdout.write("\n".join(said_of_site(ink)))
        self.stdout.flush()
        os.execve(sys.executable, [*PAYUNG, "run", "--bind", f"127.0.0.1:{PORT}"], at_home(home))


def is_taken(port: int) -> bool:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False
