"""Addresses of pre-checks; the room's `urls.py` takes them in."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from payung.eligibility.prechecks import answer_views, letters_views, people_views, views
from payung.eligibility.rules.words import Register
from payung.shared.codes import ALPHABET, LENGTH


class RegisterConverter:
    """One of the registers that we ask."""

    regex = "|".join(Register)

    def to_python(self, value: str) -> Register:
        return Register(value)

    def to_url(self, value: str) -> str:
        return str(value)


class RequestCodeConverter(StringConverter):
    regex = f"[{ALPHABET}]{{{LENGTH}}}"


register_converter(RegisterConverter, "register")
register_converter(RequestCodeConverter, "request_code")

urlpatterns = [
    path("pemadanan", views.index, name="prechecks"),
    path("pemadanan/surat", letters_views.letters, name="precheck_letters"),
    path("pemadanan/minta/<register:register>", views.ask, name="precheck_ask"),
    path("pemadanan/minta/<register:register>/<uuid:job_id>", views.being_asked, name="precheck_being_asked"),
    path("pemadanan/permintaan/<request_code:code>", views.one_request, name="precheck_request"),
    path("pemadanan/permintaan/<request_code:code>/surat.docx", views.letter, name="precheck_letter"),
    path("pemadanan/permintaan/<request_code:code>/daftar.xlsx", views.take_list, name="precheck_list"),
    path("pemadanan/jawaban/baru", views.new_answer, name="precheck_new_answer"),
    path("pemadanan/jawaban/<int:answer_id>", answer_views.one_answer, name="precheck_answer"),
    path("pemadanan/jawaban/<int:answer_id>/kata", answer_views.settle_words, name="precheck_settle_words"),
    path(
        "pemadanan/jawaban/<int:answer_id>/baris/<int:line_id>", answer_views.settle_line, name="precheck_settle_line"
    ),
    path("pemadanan/orang", people_views.persons, name="precheck_people"),
    path("pemadanan/orang/<int:person_id>/pengecualian", people_views.propose, name="precheck_propose"),
    path("pemadanan/pengecualian", people_views.overrides, name="precheck_overrides"),
    path("pemadanan/pengecualian/<int:override_id>/setuju", people_views.make, name="precheck_make"),
    path("pemadanan/pengecualian/<int:override_id>/cabut", people_views.revoke, name="precheck_revoke"),
]
