"""Who may do what with every address of the site: the table an auditor reads, and tests/pages holds the site to.

One row for each name in the URL configuration. `methods` is what the address answers (GET stands for HEAD too), all
else is 405; `roles` is what its view asks for with `@permit`, or PUBLIC. Which part of the map a role sees is decided
by the actor's scope inside the room. Files of style and script (/static/) are public and served before any of this.
"""

from dataclasses import dataclass

from payung.accounts.rules import Role

PUBLIC: frozenset[Role] = frozenset()
SIGNED_IN = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    methods: str
    roles: frozenset[Role]
    what: str


PERMISSIONS = (
    # Signing in and out
    Row("account_login", "GET POST", PUBLIC, "sign in"),
    Row("account_logout", "POST", PUBLIC, "sign out"),
    Row("account", "GET POST", SIGNED_IN, "one's own account and password"),
    # What anyone may use
    Row("set_language", "POST", PUBLIC, "Indonesian or English"),
    Row("desk:home", "GET", PUBLIC, "front page"),
    Row("desk:contribution", "GET", PUBLIC, "what a month costs"),
    Row("desk:cover", "GET", PUBLIC, "whether someone is covered"),
    # A visitor's own list, found only with the cookie of whoever dropped it
    Row("intake:new", "GET POST", PUBLIC, "drop a list to be checked"),
    Row("intake:paste", "GET POST", PUBLIC, "paste a list to be checked"),
    Row("intake:example", "GET", PUBLIC, "an empty list to fill in"),
    Row("intake:list", "GET", PUBLIC, "what the check found"),
    Row("intake:marked", "GET", PUBLIC, "the list, marked"),
    Row("intake:remove", "POST", PUBLIC, "take the list away"),
    Row("intake:retry", "POST", PUBLIC, "check the list once more"),
    Row("intake:rows", "GET", PUBLIC, "its rows by what is to be done"),
)
