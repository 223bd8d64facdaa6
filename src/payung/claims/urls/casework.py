"""Addresses of one claim: its page, its steps, its answers and its facts."""

from django.urls import URLPattern, path

from payung.claims.views import claim, facts, steps

urlpatterns: list[URLPattern] = [
    path("klaim/<int:claim_id>", claim.claim, name="claim"),
    path("klaim/<int:claim_id>/keterangan", facts.facts, name="facts"),
    path("klaim/<int:claim_id>/jawaban", steps.answers, name="answers"),
    path("klaim/<int:claim_id>/langkah/<slug:event>", steps.step, name="step"),
    path("klaim/<int:claim_id>/kepastian", steps.confirm_death, name="confirm_death"),
    path("klaim/<int:claim_id>/kepastian/batal", steps.take_back, name="take_back"),
    path("klaim/<int:claim_id>/masih-hidup", steps.found_alive, name="found_alive"),
    path("klaim/langkah/<int:step_id>/surat", claim.letter, name="letter"),
    path("klaim/kepastian/<int:word_id>/surat", claim.death_paper, name="death_paper"),
]
