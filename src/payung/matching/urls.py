"""Addresses of decisions about who is who."""

from django.urls import path

from payung.matching.views import joins, model, oddities, pairs, questions, runs

app_name = "matching"
urlpatterns = [
    path("keputusan", questions.index, name="index"),
    path("keputusan/unduh.xlsx", questions.download, name="download"),
    path("keputusan/gabungan", joins.joins, name="joins"),
    path("keputusan/gabungan/unduh.xlsx", joins.joins_download, name="joins_download"),
    path("keputusan/gabungan/<int:kept_id>/<int:joined_id>", joins.join, name="join"),
    path("keputusan/gabungan/<int:joined_id>/pisahkan", joins.part, name="part"),
    path("keputusan/kejanggalan", oddities.index, name="oddities"),
    path("keputusan/kejanggalan/unduh.xlsx", oddities.download, name="oddities_download"),
    path("keputusan/kejanggalan/<str:kind>/<str:subject>", oddities.one, name="oddity"),
    path("keputusan/kejanggalan/<str:kind>/<str:subject>/batalkan", oddities.undo, name="undo_explanation"),
    path("keputusan/model", model.index, name="model"),
    path("keputusan/pasangan/<int:low>/<int:high>", pairs.pair, name="pair"),
    path("keputusan/pasangan/<int:low>/<int:high>/batalkan", pairs.undo, name="undo_ruling"),
    path("keputusan/cari-ganda", runs.start, name="link"),
    path("keputusan/cari-ganda/<uuid:job_id>", runs.watched, name="linking"),
    path("keputusan/<int:question_id>", questions.question, name="question"),
    path("keputusan/<int:question_id>/batalkan", questions.undo, name="undo"),
]
