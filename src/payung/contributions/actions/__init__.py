"""What is done to dues, bills, payments, verval rounds and differences. Each function is one transaction."""

from payung.contributions.actions.billing_codes import cancel_bill, issue_code, reissue_code
from payung.contributions.actions.billing_raising import raise_bill
from payung.contributions.actions.paying_disbursing import disburse, record_receipt
from payung.contributions.actions.paying_requests import request_payment
from payung.contributions.actions.paying_steps import order_payment, return_payment, verify_payment, withdraw_payment
from payung.contributions.actions.verifying_answers import (
    answer_by_link,
    answer_on_paper,
    keep_minutes,
    open_minutes,
    tell_by_link,
    tell_on_paper,
)
from payung.contributions.actions.verifying_holds import end_confirmed, release_confirmed
from payung.contributions.actions.verifying_rounds import close_round, open_round, renew_link, renew_links

__all__ = [
    "answer_by_link",
    "answer_on_paper",
    "cancel_bill",
    "close_round",
    "disburse",
    "end_confirmed",
    "issue_code",
    "keep_minutes",
    "open_minutes",
    "open_round",
    "order_payment",
    "raise_bill",
    "record_receipt",
    "reissue_code",
    "release_confirmed",
    "renew_link",
    "renew_links",
    "request_payment",
    "return_payment",
    "tell_by_link",
    "tell_on_paper",
    "verify_payment",
    "withdraw_payment",
]
