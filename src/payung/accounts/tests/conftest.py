"""People with accounts, and browsers in which they have signed in."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from payung.accounts import actions
from payung.accounts.rules import Role, everyone

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
SERVER = everyone(key="command:root", name="root", kabupaten="63.02")
PASSWORD = "tiga kata yang panjang"


def user(username: str, *roles: Role, scope: str = "63.02") -> int:
    user_id = actions.add_user(username=username, full_name=username.title(), password=PASSWORD, now=NOW)
    for role in roles:
        actions.appoint(user_id=user_id, kabupaten="63.02", role=role, scope=scope, now=NOW, actor=SERVER)
    return user_id


@pytest.fixture
def operator(db) -> int:
    return user("rahmah", Role.OPERATOR)


@pytest.fixture
def signed_in(operator) -> Client:
    client = Client()
    assert sign_in(client, "rahmah").status_code == 302
    return client


def sign_in(client: Client, username: str, password: str = PASSWORD, address: str = "/masuk"):
    return client.post(address, {"login": username, "password": password})
