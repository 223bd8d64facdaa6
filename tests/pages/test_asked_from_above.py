"""What low rooms ask of high ones is named where the house is put together (ADR 0011): an answer could be forgotten."""

from payung.claims.queries.bundle import claim_rows
from payung.contributions import claimed
from payung.contributions.queries import billed as bills
from payung.contributions.queries import paid as receipts
from payung.decrees import billed
from payung.decrees.queries.places import places_held, places_taken
from payung.decrees.queries.uses import counted
from payung.eligibility import held
from payung.matching.door.keys import rewrite_keys, write_keys
from payung.membership import paid
from payung.people import keys
from payung.selection import taken


def test_the_house_says_whom_each_of_them_asks():
    assert held._Above.places_held is places_held
    assert (taken._Above.places_taken, taken._Above.uses) == (places_taken, counted)
    assert (paid._Above.months_of, paid._Above.columns) == (receipts.months_of, receipts.columns)
    assert (keys._Above.of_newcomers, keys._Above.rewrite) == (write_keys, rewrite_keys)
    assert billed._Above.billed_months is bills.billed_months
    assert claimed._Above.claim_rows is claim_rows
