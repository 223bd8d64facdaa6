"""A real site in a home of its own, as `payung run` serves it, and Chromium to look at it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect, sync_playwright

PAYUNG = [sys.executable, "-m", "payung.config.command"]
PATIENCE_SECONDS = 60
SAMPLE = Path(__file__).parents[1] / "samples" / "usulan-desa.xlsx"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def house(tmp_path_factory) -> dict[str, str]:
    """The environment of a house that is ready to open."""
    home = tmp_path_factory.mktemp("site")
    outer = {name: word for name, word in os.environ.items() if not name.startswith(("PAYUNG_", "DJANGO_"))}
    words = outer | {"PAYUNG_ENV": "development", "PAYUNG_HOME": str(home)}
    for command in ("init", "migrate"):
        subprocess.run([*PAYUNG, command], env=words, check=True, capture_output=True)
    return words


@pytest.fixture(scope="package")
def site(house) -> Iterator[str]:
    """The address of a running site with its worker."""
    port = free_port()
    log = (Path(house["PAYUNG_HOME"]) / "log").open("w")
    process = subprocess.Popen([*PAYUNG, "run", "--bind", f"127.0.0.1:{port}"], env=house, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_SECONDS)
        log.close()


@pytest.fixture(scope="package")
def password(house) -> str:
    """Of the account `rahmah`, who has several roles of the dinas."""

    def payung(*words: str) -> str:
        return subprocess.run([*PAYUNG, *words], env=house, check=True, capture_output=True, text=True).stdout

    made = payung("user", "add", "rahmah", "Siti Rahmah Nurhasanah binti Abdurrahman").split()[-1]
    for role in ("operator", "head", "administrator"):
        payung("user", "appoint", "rahmah", role, "63.02")
    return made


@pytest.fixture(scope="package")
def officer(chromium, site, password) -> StorageState:
    """The cookies of Rahmah, who has signed in."""
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    sign_in(context.new_page(), password)
    found = context.storage_state()
    context.close()
    return found


def sign_in(page: Page, password: str) -> None:
    """What Rahmah does in the morning."""
    page.goto("/masuk?next=/akun")
    page.get_by_label("Nama pengguna").fill("rahmah")
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Siti Rahmah")


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
    return port


def wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"{address} did not open")


@pytest.fixture(scope="package")
def chromium(chromium_path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium, site) -> Iterator[BrowserContext]:
    """A fresh visitor; relative addresses are the site's."""
    context = chromium.new_context(base_url=site, viewport={"width": 1200, "height": 800})
    yield context
    context.close()


@pytest.fixture(scope="package")
def checked_list(chromium, site) -> tuple[StorageState, str]:
    """A visitor who has had a list checked, as cookies, and its address."""
    context = chromium.new_context(base_url=site)
    page = context.new_page()
    page.goto("/periksa")
    page.get_by_label("Berkas daftar").set_input_files(SAMPLE)
    page.get_by_role("button", name="Periksa daftar").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("baris siap", timeout=30_000)
    found = context.storage_state(), page.url
    context.close()
    return found


@pytest.fixture
def page(visitor) -> Iterator[Page]:
    """A page on which the browser finds nothing to complain of."""
    page = visitor.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    yield page
    assert [words for words in complaints if "status of 422" not in words] == []


@pytest.fixture
def plain_page(chromium, site) -> Iterator[Page]:
    """A page without JavaScript."""
    context = chromium.new_context(base_url=site, java_script_enabled=False)
    yield context.new_page()
    context.close()
