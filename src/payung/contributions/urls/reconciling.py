"""Addresses of differences, overpayments and payer collisions."""

from django.urls import URLPattern, path

from payung.contributions.views import colliding, overpaying, reconciling

urlpatterns: list[URLPattern] = [
    path("pencocokan", reconciling.index, name="reconciliation"),
    path("pencocokan/tutup", reconciling.close_several, name="difference_close_several"),
    path("pencocokan/daftar/baru", reconciling.new_list, name="insurer_list_new"),
    path("pencocokan/daftar/<int:list_id>", reconciling.insurer_list, name="insurer_list"),
    path("pencocokan/daftar/<int:list_id>/cocokkan", reconciling.compare, name="insurer_list_compare"),
    path("pencocokan/<int:difference_id>", reconciling.one, name="difference"),
    path("pencocokan/<int:difference_id>/tangani", reconciling.take, name="difference_take"),
    path("pencocokan/<int:difference_id>/tutup", reconciling.close, name="difference_close"),
    path("pencocokan/<int:difference_id>/buka", reconciling.reopen, name="difference_reopen"),
    path("kelebihan-bayar", overpaying.index, name="overpayments"),
    path("kelebihan-bayar/cari", overpaying.find, name="overpayments_find"),
    path("kelebihan-bayar/kembali", overpaying.refund, name="overpayments_refund"),
    path("kelebihan-bayar/putus", overpaying.give_up, name="overpayments_give_up"),
    path("kelebihan-bayar/<int:overpayment_id>/bukti", overpaying.scan, name="overpayment_scan"),
    path("benturan", colliding.index, name="collisions"),
    path("benturan/cari", colliding.find, name="collisions_find"),
    path("benturan/daftar/baru", colliding.new_list, name="evidence_list_new"),
    path("benturan/daftar/<int:list_id>", colliding.evidence_list, name="evidence_list"),
    path("benturan/<int:collision_id>", colliding.one, name="collision"),
    path("benturan/<int:collision_id>/tangani", colliding.take, name="collision_take"),
    path("benturan/<int:collision_id>/putuskan", colliding.settle, name="collision_settle"),
]
