"""Addresses of bills, payments, receipts and the fiscal year."""

from django.urls import URLPattern, path

from payung.contributions.views import billing, calendar, paying, paying_papers

urlpatterns: list[URLPattern] = [
    path("tagihan", billing.index, name="bills"),
    path("tagihan/baru", billing.plan, name="bill_plan"),
    path("tagihan/<int:bill_id>", billing.one, name="bill"),
    path("tagihan/<int:bill_id>/kode", billing.code, name="bill_code"),
    path("tagihan/<int:bill_id>/batalkan", billing.cancel, name="bill_cancel"),
    path("tagihan/<int:bill_id>/terima", paying.receive, name="bill_receipt"),
    path("tagihan/<int:bill_id>/bukti-terima", paying_papers.receipt, name="bill_receipt_scan"),
    path("pembayaran", paying.index, name="payments"),
    path("pembayaran/baru", paying.new, name="payment_new"),
    path("pembayaran/<int:payment_id>", paying.one, name="payment"),
    path("pembayaran/<int:payment_id>/verifikasi", paying.verify, name="payment_verify"),
    path("pembayaran/<int:payment_id>/kembalikan", paying.give_back, name="payment_return"),
    path("pembayaran/<int:payment_id>/spm", paying.order, name="payment_order"),
    path("pembayaran/<int:payment_id>/sp2d", paying.disburse, name="payment_disburse"),
    path("pembayaran/<int:payment_id>/tarik", paying.withdraw, name="payment_withdraw"),
    path("pembayaran/<int:payment_id>/pindaian", paying_papers.sp2d, name="payment_scan"),
    path("kalender-iuran", calendar.index, name="calendar"),
]
