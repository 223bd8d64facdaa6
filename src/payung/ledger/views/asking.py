"""Who reads the books, and how a refusal is told."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from payung.accounts.rules import Role

READERS = (Role.OPERATOR, Role.HEAD, Role.PPTK, Role.PPK_SKPD, Role.TREASURER, Role.INSPECTOR)
CONFLICT = 409


def told(request: HttpRequest, sentence: str) -> HttpResponse:
    """The refusal as a page."""
    return render(request, "payung/not_allowed.html", {"sentence": sentence}, status=CONFLICT)


def sentences(form: Form) -> str:
    """What the form lacks, in one line."""
    return " ".join(str(one) for errors in form.errors.values() for one in errors)
