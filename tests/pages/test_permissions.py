"""The table of permissions and the site say the same: no address without a row, no row that the site does not keep."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from payung.accounts.models import User
from payung.accounts.permit import permit, roles_of
from payung.accounts.rules import Role
from payung.config.permissions import PERMISSIONS, PUBLIC, SIGNED_IN, Row

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
METHODS = {"GET", "POST"}
WORDS = ("tidak-ada", "dukcapil", "0" * 32, "siap", "63.02.99.9999", "63.02", "AAAAAAAAAAAA", "0" * 16, "2027", "x")


def pages(patterns, names: str = "", converters: dict | None = None) -> Iterator[tuple[str, object, dict]]:
    """Name and view of every pattern, with arguments that it takes and that lead nowhere."""
    for pattern in patterns:
        taken = {**(converters or {}), **pattern.pattern.converters}
        if isinstance(pattern, URLResolver):
            inner = f"{names}{pattern.namespace}:" if pattern.namespace else names
            yield from pages(pattern.url_patterns, inner, taken)
        else:
            yield f"{names}{pattern.name}", pattern.callback, {name: example(its) for name, its in taken.items()}


def example(converter) -> object:
    if isinstance(converter, IntConverter):
        return 999_999_999
    if isinstance(converter, UUIDConverter):
        return UUID(int=0)
    return next(word for word in WORDS if re.fullmatch(converter.regex, word))


SITE = list(pages(get_resolver().url_patterns))
ROWS = {row.name: row for row in PERMISSIONS}


def faults(site, rows: dict[str, Row]) -> list[str]:
    """What the table and the URL configuration do not agree on."""
    names = [name for name, _, _ in site]
    found = [
        f"{name} has no row; its view asks for {sorted(roles_of(view) or PUBLIC)}"
        for name, view, _ in site
        if name not in rows
    ]
    found += [f"{name} has a row and no address" for name in rows if name not in names]
    for name, view, _ in site:
        asked = roles_of(view) or PUBLIC
        if name in rows and asked != rows[name].roles:
            found.append(f"{name} asks for {sorted(asked)}, its row for {sorted(rows[name].roles)}")
    return sorted(found)


class TestTable:
    def test_agrees_with_the_site(self):
        assert faults(SITE, ROWS) == []

    def test_names_each_address_once_and_methods_that_are_some(self):
        assert len(ROWS) == len(PERMISSIONS)
        assert len({name for name, _, _ in SITE}) == len(SITE)
        assert [row.name for row in PERMISSIONS if not set(row.methods.split()) <= METHODS or not row.methods] == []

    def test_lets_who_inspects_write_nothing_of_lists_and_persons(self):
        posts = [row for row in PERMISSIONS if "POST" in row.methods.split() and row.roles]
        may = [row.name for row in posts if Role.INSPECTOR in row.may("POST") and row.name != "desk:search"]
        assert [name for name in may if name.startswith(("intake:", "matching:", "desk:"))] == []

    def test_is_seen_to_differ(self):
        def view(request):
            return HttpResponse()

        site = [("a", view, {}), ("b", permit(Role.HEAD)(view), {}), ("c", view, {}), ("e", permit(*Role)(view), {})]
        rows = [Row("a", "GET", frozenset({Role.HEAD}), ""), Row("b", "GET", PUBLIC, ""), Row("d", "GET", PUBLIC, "")]
        told = faults(site, {row.name: row for row in [*rows, Row("e", "GET", SIGNED_IN, "")]})
        assert [" ".join(fault.split()[:3]) for fault in told] == ["a asks for", "b asks for", "c has no", "d has a"]


def signed_in(*roles: Role) -> Client:
    """A browser in which somebody with these roles has signed in."""
    user = User.objects.create(username=f"u{User.objects.count()}", full_name="X", made_at=NOW)
    for role in roles:
        user.appointments.create(kabupaten="63.02", scope="63.02", role=role, made_at=NOW, made_by="x")
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, _, _ in SITE if name in ROWS])
class TestPage:
    """What no table can say of itself: that the view does what its row says."""

    @pytest.fixture(autouse=True)
    def opened(self, name, home) -> None:
        self.row = ROWS[name]
        (arguments,) = [its for other, _, its in SITE if other == name]
        self.address = reverse(name, kwargs=arguments)

    def test_answers_no_other_method(self, name):
        client = signed_in(*self.row.roles) if self.row.roles else Client()
        others = {*METHODS, "PUT", "DELETE"} - set(self.row.methods.split())
        assert {method: client.generic(method, self.address).status_code for method in others} == dict.fromkeys(
            others, 405
        )

    def test_asks_the_unknown_to_sign_in(self, name):
        for method in self.row.methods.split():
            answer = Client().generic(method, self.address)
            sent = answer.status_code == 302 and answer.headers["Location"].startswith("/masuk")
            assert sent is bool(self.row.roles), method

    def test_refuses_every_other_role(self, name):
        for method in self.row.methods.split():
            roles = self.row.may(method)
            answer = signed_in(*(SIGNED_IN - roles if roles else ())).generic(method, self.address)
            assert (answer.status_code == 403) is bool(roles), method
