"""From sign-in to the person, to the line and to the decree that names her, with and without JavaScript."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import sign_in

NAMING = """
import django

django.setup()
from payung.decrees.tests import cast

programme = cast.programme()
decree = cast.in_force(cast.drafted(programme, cast.chosen(programme, 1)))
print(decree.lines.get().name)
"""


@pytest.fixture(scope="module")
def named(house, site) -> str:
    """Somebody whom a decree in force names."""
    del site  # it is served already: what follows is written beside it
    words = house | {"DJANGO_SETTINGS_MODULE": "payung.config.settings"}
    words["PYTHONPATH"] = os.pathsep.join(filter(None, (str(Path("src").resolve()), words.get("PYTHONPATH", ""))))
    made = subprocess.run([sys.executable, "-c", NAMING], env=words, check=True, capture_output=True, text=True)
    return made.stdout.strip().splitlines()[-1]


def goes_from_home_to_the_decree(page: Page, password: str, name: str) -> None:
    sign_in(page, password)
    page.goto("/")
    page.get_by_label("Cari orang").fill(name)
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dinamai untuk Januari 2027 s.d. Desember 2027")
    page.get_by_role("link", name="Baris 1 lampiran").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    page.get_by_role("link", name="Keputusan 188.45/1/2026").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Berlaku: 1 nama sejak 1 Januari 2027")


class TestNamedPerson:
    def test_is_found_and_followed_to_the_decree(self, page, password, named):
        goes_from_home_to_the_decree(page, password, named)

    def test_is_found_and_followed_without_javascript(self, plain_page, password, named):
        goes_from_home_to_the_decree(plain_page, password, named)
