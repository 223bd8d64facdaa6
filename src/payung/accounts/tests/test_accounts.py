"""Accounts and roles: what may be given to whom, by whom, and what stands of it."""

import dataclasses
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client

from payung.accounts import actions, queries
from payung.accounts.models import Appointment, User
from payung.accounts.roles import name_of_scope
from payung.accounts.rules import Actor, NotAccepted, Role, everyone
from payung.accounts.tests.conftest import NOW, PASSWORD, SERVER, sign_in, user
from payung.audit import queries as audit


def appoint(user_id: int, role: Role, scope: str, *, kabupaten: str = "63.02", actor: Actor = SERVER) -> int:
    return actions.appoint(user_id=user_id, kabupaten=kabupaten, role=role, scope=scope, now=NOW, actor=actor)


def said(*words: str) -> str:
    out = StringIO()
    call_command("user", *words, stdout=out)
    return out.getvalue()


class TestAddUser:
    @pytest.mark.parametrize(
        "username", ["ab", "6302061203750002", "196503121990031002", "a b", "sari'", "é" * 4, "a" * 61]
    )
    def test_refuses_a_name_that_is_none(self, db, username):
        with pytest.raises(NotAccepted):
            actions.add_user(username=username, full_name="Sari", password=PASSWORD, now=NOW)

    @pytest.mark.parametrize("password", ["pendek", "123456789012345", "passwordpassword"[:8], ""])
    def test_refuses_a_password_that_is_guessed(self, db, password):
        with pytest.raises(NotAccepted):
            actions.add_user(username="sari", full_name="Sari", password=password, now=NOW)
        assert not User.objects.exists()

    def test_refuses_a_name_that_is_taken_however_written(self, operator):
        with pytest.raises(NotAccepted, match="sudah dipakai"):
            actions.add_user(username="RAHMAH", full_name="Sari", password=PASSWORD, now=NOW)

    def test_gives_no_role(self, db):
        assert queries.actor_of_user(user("sari")) is None


class TestAppoint:
    @pytest.mark.parametrize(
        ("role", "scope"),
        [
            (Role.DESA_OFFICER, "63.02"),
            (Role.DESA_OFFICER, "63.02.06"),
            (Role.DESA_OFFICER, "63.03.06.2014"),
            (Role.DESA_OFFICER, "63.02.06.9999"),
            (Role.KECAMATAN_OFFICER, "63.02.06.2014"),
            (Role.KECAMATAN_OFFICER, "63.02.99"),
            (Role.OPERATOR, "63.02.06"),
            (Role.OPERATOR, "63.0"),
            (Role.OPERATOR, ""),
        ],
    )
    def test_refuses_a_role_on_a_place_of_another_size_or_none(self, db, role, scope):
        user_id = user("sari")
        with pytest.raises(NotAccepted):
            appoint(user_id, role, scope)
        assert not Appointment.objects.exists()

    def test_gives_roles_on_one_part_of_the_map(self, db):
        user_id = user("sari", Role.OPERATOR, Role.PPTK)
        found = queries.actor_of_user(user_id)
        assert found == Actor(
            key=f"user:{user_id}",
            name="Sari",
            kabupaten="63.02",
            scope="63.02",
            roles=frozenset({Role.OPERATOR, Role.PPTK}),
        )
        with pytest.raises(NotAccepted, match=r"sudah bertugas di 63\.02"):
            appoint(user_id, Role.DESA_OFFICER, "63.02.06.2014")
        with pytest.raises(NotAccepted, match="sudah mempunyai"):
            appoint(user_id, Role.PPTK, "63.02")

    def test_is_for_administrators_of_the_kabupaten(self, db):
        user_id = user("sari")
        head = Actor(key="user:8", name="x", kabupaten="63.02", scope="63.02", roles=frozenset({Role.HEAD}))
        neighbour = everyone(key="user:9", name="x", kabupaten="63.03")
        for actor in (head, neighbour):
            with pytest.raises(NotAccepted, match="pengelola akun"):
                appoint(user_id, Role.OPERATOR, "63.02", actor=actor)

    def test_stands_in_the_chain(self, operator):
        (event,) = audit.events(kabupaten="63.02").events
        assert (event.act, event.actor, event.subject) == ("accounts.appoint", "command:root", f"user:{operator}")
        assert event.facts == {"appointment": Appointment.objects.get().pk, "role": "operator", "scope": "63.02"}


class TestEndAppointment:
    def test_takes_effect_with_the_next_page(self, signed_in):
        assert signed_in.get("/akun").status_code == 200
        actions.end_appointment(appointment_id=Appointment.objects.get().pk, now=NOW, actor=SERVER)
        page = signed_in.get("/akun")
        assert page.status_code == 403
        assert "belum diberi peran" in page.content.decode()

    def test_frees_the_user_for_another_place_and_is_done_once(self, operator):
        held = Appointment.objects.get().pk
        actions.end_appointment(appointment_id=held, now=NOW, actor=SERVER)
        with pytest.raises(NotAccepted, match="sudah diakhiri"):
            actions.end_appointment(appointment_id=held, now=NOW, actor=SERVER)
        appoint(operator, Role.DESA_OFFICER, "63.02.06.2014")
        found = queries.actor_of_user(operator)
        assert found is not None
        assert found.scope == "63.02.06.2014"

    def test_leaves_the_appointment_for_the_record(self, operator):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appointment.objects.all()._raw_delete("default")


class TestActor:
    @pytest.mark.parametrize(
        ("scope", "desa", "sees"),
        [
            ("63.02", "63.02.06.2014", True),
            ("63.02.06", "63.02.06.2014", True),
            ("63.02.06.2014", "63.02.06.2014", True),
            ("63.02.06.2014", "63.02.06.2015", False),
            ("63.02.06", "63.02.07.2001", False),
            ("63.02.0", "63.02.06.2014", False),
            ("63.02.06.2014", "63.02.06.20144", False),
        ],
    )
    def test_sees_what_lies_in_the_scope(self, scope, desa, sees):
        assert Actor(key="x", name="x", kabupaten="63.02", scope=scope, roles=frozenset()).sees(desa) is sees


class TestChangePassword:
    def test_ends_other_sessions_and_keeps_this_one(self, signed_in):
        other = Client()
        sign_in(other, "rahmah")
        new = "empat kata yang lain"
        answer = signed_in.post("/akun", {"sekarang": PASSWORD, "baru": new})
        assert answer.headers["Location"] == "/akun?diganti=1"
        assert (signed_in.get("/akun").status_code, other.get("/akun").status_code) == (200, 302)
        assert sign_in(Client(), "rahmah", new).status_code == 302
        assert "accounts.change_password" in [event.act for event in audit.events(kabupaten="63.02").events]

    @pytest.mark.parametrize(("old", "new"), [("salah", "empat kata yang lain"), (PASSWORD, "pendek"), ("", "")])
    def test_says_what_is_wrong_and_shows_no_password(self, signed_in, old, new):
        answer = signed_in.post("/akun", {"sekarang": old, "baru": new})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'role="alert"' in page
        assert not new or f'value="{new}"' not in page
        assert sign_in(Client(), "rahmah").status_code == 302


class TestNames:
    def test_of_actors_are_asked_for_all_at_once(self, operator, django_assert_num_queries):
        keys = [f"user:{operator}", "link:verval-desa:4", "command:root", "user:unknown", "user:999"]
        with django_assert_num_queries(1):
            found = queries.names_of_keys(keys)
        assert found == dict(zip(keys, ["Rahmah", "Desa lewat tautan", *keys[2:]], strict=True))


class TestCommand:
    def test_adds_appoints_lists_and_ends(self, db):
        told = said("add", "sari", "Sari Dewi")
        password = told.split()[-1]
        said("appoint", "sari", "desa_officer", "63.02.06.2014")
        assert said("list") == "sari\tSari Dewi\tdesa_officer\t63.02.06.2014\n"
        client = Client()
        assert sign_in(client, "sari", password).status_code == 302
        said("end", "sari", "desa_officer", "63.02.06.2014")
        assert said("list") == "sari\tSari Dewi\t-\t-\n"

    @pytest.mark.parametrize(
        "words",
        [
            ("appoint", "siapa", "operator", "63.02"),
            ("appoint", "rahmah", "operator", "63.02.06"),
            ("end", "rahmah", "head", "63.02"),
            ("add", "rahmah", "Rahmah"),
            ("add", "sari", "Sari", "--ask"),
        ],
    )
    def test_says_what_it_cannot_do(self, operator, words):
        with pytest.raises(CommandError):
            said(*words)


class TestDemoAccounts:
    def test_are_one_for_each_role_with_pages_and_can_sign_in(self, db):
        for _ in range(2):  # a demo that is built again has new passwords and no second accounts
            made = actions.demo_accounts(kabupaten="63.02", desa="63.02.06.2014", now=NOW)
        assert Counter(account.role for account in made) == {Role.OPERATOR: 2} | dict.fromkeys(
            (
                Role.HEAD,
                Role.PPTK,
                Role.PPK_SKPD,
                Role.TREASURER,
                Role.INSPECTOR,
                Role.DESA_OFFICER,
                Role.ADMINISTRATOR,
            ),
            1,
        )
        for account in made:
            assert sign_in(Client(), account.username, account.password).status_code == 302
        assert User.objects.count() == len(made)

    def test_are_refused_outside_development(self, db, settings):

        settings.PAYUNG = dataclasses.replace(settings.PAYUNG, name="production")
        with pytest.raises(NotAccepted):
            actions.demo_accounts(kabupaten="63.02", desa="63.02.06.2014", now=NOW)


class TestNameOfScope:
    @pytest.mark.parametrize(
        ("scope", "name"),
        [
            ("63.02", "seluruh kabupaten"),
            ("63.02.06.1001", "Kotabaru Hulu (Kec. Pulaulaut Utara)"),
            ("63.02.06", "Kecamatan Pulaulaut Utara"),
            ("63.02.99", "63.02.99"),
            ("12.34.56.7890", "12.34.56.7890"),
        ],
    )
    def test_says_where(self, scope, name):
        assert name_of_scope(scope) == name
