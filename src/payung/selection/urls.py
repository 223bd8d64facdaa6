"""Addresses of selections, public notices and objections."""

from django.urls import path

from payung.selection.views import notices, objections, selections, trying

app_name = "selection"
urlpatterns = [
    path("seleksi", selections.index, name="index"),
    path("seleksi/coba", trying.what_if, name="what_if"),
    path("seleksi/kunci", trying.lock, name="lock"),
    path("seleksi/<int:selection_id>", selections.one, name="one"),
    path("seleksi/<int:selection_id>/desa", selections.desas, name="desas"),
    path("seleksi/<int:selection_id>/peringkat", selections.rank, name="rank"),
    path("seleksi/<int:selection_id>/peringkat/<uuid:job_id>", selections.ranking, name="ranking"),
    path("seleksi/<int:selection_id>/kesampingkan", selections.set_aside, name="set_aside"),
    path("seleksi/<int:selection_id>/umumkan", notices.open_notice, name="open_notice"),
    path("uji-publik/<int:notice_id>", notices.one, name="notice"),
    path("uji-publik/<int:notice_id>/pdf", notices.paper, name="notice_paper"),
    path("uji-publik/<int:notice_id>/desa/<str:desa_code>", notices.desa, name="notice_desa"),
    path("uji-publik/<int:notice_id>/sanggahan", objections.new, name="object"),
    path("uji-publik/<int:notice_id>/sanggahan/<int:objection_id>", objections.one, name="objection"),
    path("uji-publik/<int:notice_id>/sanggahan/<int:objection_id>/bukti", objections.evidence, name="evidence"),
]
