"""Addresses of decrees."""

from django.urls import path

from payung.decrees import views

app_name = "decrees"
urlpatterns = [
    path("sk", views.index, name="index"),
    path("sk/baru", views.draft, name="draft"),
    path("sk/<int:decree_id>", views.one, name="one"),
    path("sk/<int:decree_id>/periksa", views.check, name="check"),
    path("sk/<int:decree_id>/paraf", views.send, name="send"),
    path("sk/<int:decree_id>/tanda-tangan", views.sign, name="sign"),
    path("sk/<int:decree_id>/berlaku", views.put_in_force, name="put_in_force"),
    path("sk/<int:decree_id>/kembalikan", views.give_back, name="return"),
    path("sk/<int:decree_id>/batalkan", views.set_aside, name="set_aside"),
    path("sk/<int:decree_id>/perubahan", views.amend, name="amend"),
    path("sk/<int:decree_id>/tidak-ikut", views.left_out, name="left_out"),
    path("sk/<int:decree_id>/penanda-tangan", views.signers, name="signers"),
    path("sk/<int:decree_id>/lampiran", views.annex_page, name="annex_page"),
    path("sk/<int:decree_id>/lampiran/susun", views.ask_annex, name="ask_annex"),
    path("sk/<int:decree_id>/lampiran.pdf", views.annex, name="annex"),
    path("sk/<int:decree_id>/lampiran-nik.pdf", views.annex_with_nik, name="annex_with_nik"),
    path("sk/<int:decree_id>/pindaian", views.scan, name="scan"),
    path("sk/<int:decree_id>/surat/<slug:name>.docx", views.letter, name="letter"),
    path("sk/<int:decree_id>/koreksi/<int:correction_id>/bukti", views.evidence, name="evidence"),
    path("sk/<int:decree_id>/baris/<int:number>", views.line, name="line"),
    path("sk/<int:decree_id>/baris/<int:number>/koreksi", views.correct, name="correct"),
    path("sk/<int:decree_id>/baris/<int:number>/keluarkan", views.drop, name="drop"),
]
