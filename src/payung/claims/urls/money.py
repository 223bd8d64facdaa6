"""Addresses of what the law owes and what BPJS paid."""

from django.urls import URLPattern, path

from payung.claims.views import branch, money

urlpatterns: list[URLPattern] = [
    path("klaim/<int:claim_id>/hitungan", money.computation, name="computation"),
    path("klaim/<int:claim_id>/hitungan/simpan", money.compute, name="compute"),
    path("klaim/<int:claim_id>/hitungan/<int:computation_id>/setujui", money.approve, name="approve_computation"),
    path("klaim/<int:claim_id>/hitungan/bayar", money.pay, name="payment_new"),
    path("klaim/<int:claim_id>/hitungan/diterima", money.confirm_paid, name="confirm_paid"),
    path("klaim/<int:claim_id>/hitungan/bandingkan", money.compare, name="compare_payment"),
    path("klaim/<int:claim_id>/hitungan/selisih/<int:difference_id>", money.accept, name="difference_accept"),
    path("klaim/<int:claim_id>/hitungan/bukti/<int:payment_id>", money.payment_scan, name="payment_scan"),
    path("klaim/<int:claim_id>/hitungan/kompensasi", money.compensation_letter, name="compensation_letter"),
    path("klaim/laporan-cabang", branch.reports, name="branch_reports"),
    path("klaim/laporan-cabang/baru", branch.new, name="branch_report_new"),
    path("klaim/laporan-cabang/<int:report_id>", branch.report, name="branch_report"),
    path("klaim/laporan-cabang/<int:report_id>/lagi", branch.again, name="branch_report_again"),
    path("klaim/laporan-cabang/baris/<int:line_id>", branch.line, name="branch_line"),
    path("klaim/laporan-cabang/baris/<int:line_id>/klaim", branch.take, name="branch_line_take"),
    path("klaim/laporan-cabang/baris/<int:line_id>/buka", branch.open_claim, name="branch_line_open"),
    path("klaim/laporan-cabang/baris/<int:line_id>/sisihkan", branch.leave, name="branch_line_leave"),
    path("klaim/laporan-cabang/baris/<int:line_id>/kembalikan", branch.reopen, name="branch_line_reopen"),
]
