"""What allauth asks of the house: nobody signs up, every sign-in is recorded, and refusals speak our language."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payung.accounts import actions
from payung.accounts.models import User
from payung.accounts.sessions import begin


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Nama pengguna dan kata sandi tidak cocok. Ketik sekali lagi keduanya."),
        "too_many_login_attempts": _(
            "Sudah terlalu banyak percobaan masuk. Tunggu 15 menit, lalu coba lagi, atau hubungi pengelola akun."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        with transaction.atomic():
            super().login(request, user)
            begin(request)
            actions.record_sign_in(user_id=user.pk, now=timezone.now())

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002
        actions.record_failed_sign_in(username=str(credentials.get("username", "")), now=timezone.now())

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:  # noqa: ARG002
        return redirect(f"{settings.LOGIN_URL}?tutup=1")
