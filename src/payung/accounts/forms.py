"""The two forms of an account: signing in, and a new password."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc]
    """allauth's, which knows how to refuse; with our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label = _("Nama pengguna"), _("Kata sandi")
        name.error_messages["required"] = _("Isi nama pengguna Anda.")
        password.error_messages["required"] = _("Isi kata sandi Anda.")
        name.widget.attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        password.widget.attrs = {"autocomplete": "current-password"}
        password.help_text = ""


class PasswordForm(forms.Form):
    """The password as it is, and the new one."""

    sekarang = forms.CharField(
        label=_("Kata sandi sekarang"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Isi kata sandi Anda sekarang.")},
    )
    baru = forms.CharField(
        label=_("Kata sandi baru"),
        strip=False,
        help_text=_("Paling sedikit 12 huruf, angka atau tanda. Tiga kata yang tidak berhubungan mudah diingat."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Isi kata sandi yang baru.")},
    )
