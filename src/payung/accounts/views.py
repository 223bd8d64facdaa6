"""Signing in and out, and one's own account."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from payung.accounts import actions
from payung.accounts.forms import PasswordForm
from payung.accounts.models import User
from payung.accounts.permit import actor_of, permit
from payung.accounts.roles import name_of_scope, names_of
from payung.accounts.rules import NotAccepted, Role

NOT_READABLE = 422


class SignIn(LoginView):  # type: ignore[misc]
    """allauth's, with our page; what cannot be accepted is answered as everywhere here."""

    template_name = "payung/sign_in.html"
    http_method_names = ["get", "head", "post"]

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=NOT_READABLE)
        return response

    def get_context_data(self, **words: Any) -> dict[str, Any]:
        asked = self.request.GET
        context: dict[str, Any] = super().get_context_data(**words)
        return context | {"ended": "akhir" in asked, "closed": "tutup" in asked}


sign_in = SignIn.as_view()


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The session is over."""
    if isinstance(request.user, User):
        actions.record_sign_out(user_id=request.user.pk, now=timezone.now())
        get_adapter(request).logout(request)
    return redirect("/")


@sensitive_post_parameters("sekarang", "baru")
@permit(*Role)
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, and a new password."""
    actor = actor_of(request)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _has_changed_password(request, form):
        return redirect("/akun?diganti=1")
    context = {
        "form": form,
        "actor": actor,
        "roles": names_of(actor.roles),
        "place": name_of_scope(actor.scope),
        "changed": "diganti" in request.GET,
    }
    return render(request, "payung/account.html", context, status=NOT_READABLE if form.errors else 200)


def _has_changed_password(request: HttpRequest, form: PasswordForm) -> bool:
    """Whether it was accepted; the form says why not. This session goes on, all others of the user are over."""
    old, new = form.cleaned_data["sekarang"], form.cleaned_data["baru"]
    user_id = int(request.user.pk or 0)
    try:
        actions.change_password(user_id=user_id, old=old, new=new, now=timezone.now())
    except NotAccepted as reasons:
        form.add_error(None, list(reasons.sentences))
        return False
    update_session_auth_hash(request, User.objects.get(pk=user_id))
    return True
