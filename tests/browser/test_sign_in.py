"""The head of the page of whoever has signed in, with and without JavaScript, wide and on a phone."""

import pytest
from playwright.sync_api import expect

from browser.conftest import sign_in

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def officers_page(chromium, site, officer):
    """A phone without JavaScript in the hand of an officer."""
    context = chromium.new_context(base_url=site, java_script_enabled=False, viewport=PHONE, storage_state=officer)
    page = context.new_page()
    page.goto("/akun")
    yield page
    context.close()


class TestMenu:
    def test_opens_on_a_phone_without_javascript(self, officers_page):
        home = officers_page.locator(".head").get_by_role("link", name="Beranda")
        expect(home).to_have_count(0)
        officers_page.get_by_text("Menu", exact=True).click()
        expect(home).to_be_visible()
        home.click()
        expect(officers_page).to_have_url("/")

    def test_lies_open_on_a_wide_screen(self, officers_page):
        officers_page.set_viewport_size({"width": 1200, "height": 800})
        expect(officers_page.get_by_text("Menu", exact=True)).to_be_hidden()
        expect(officers_page.locator(".head").get_by_role("link", name="Beranda")).to_be_visible()


class TestSignOut:
    def test_leads_to_the_public_front_page_and_back_to_nothing(self, page, password):
        sign_in(page, password)
        page.get_by_role("button", name="Keluar").click()
        expect(page.locator(".head").get_by_role("link", name="Masuk")).to_be_visible()
        page.go_back()
        expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")
