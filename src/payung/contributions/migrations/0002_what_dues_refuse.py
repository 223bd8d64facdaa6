from django.db import migrations

from payung.audit.triggers import append_only, never, sealed_when

# A due is written before its bill; the bill's coming seals all of them at once.
NOT_ITS_DUES = """
NOT EXISTS (
  SELECT 1 FROM (
    SELECT count(*) AS months, count(DISTINCT d.membership_id) AS members,
           coalesce(sum(d.jkk_rp), 0) AS jkk_rp, coalesce(sum(d.jkm_rp), 0) AS jkm_rp
    FROM contributions_due AS d WHERE d.bill_id = NEW.id) AS sums
  WHERE sums.months = NEW.due_count AND sums.members = NEW.member_count
    AND sums.jkk_rp = NEW.jkk_rp AND sums.jkm_rp = NEW.jkm_rp)
OR EXISTS (
  SELECT 1 FROM contributions_due AS d LEFT JOIN membership_membership AS m ON m.id = d.membership_id
  WHERE d.bill_id = NEW.id AND (
    m.id IS NULL OR m.person_id <> d.person_id OR m.fund_id <> d.fund_id OR d.fund_id <> NEW.fund_id
    OR m.programme_id <> NEW.programme_id OR d.month < m.first_month OR d.month > m.last_month
    OR d.month < NEW.first_month OR d.month > NEW.last_month OR d.void))
"""
BILL_IS_THERE = "EXISTS (SELECT 1 FROM contributions_bill AS b WHERE b.id = NEW.bill_id)"
VOID_WITHOUT_CANCEL = """
NEW.void <> OLD.void AND (OLD.void OR NOT EXISTS (
  SELECT 1 FROM contributions_bill AS b WHERE b.id = OLD.bill_id AND b.state = 'cancelled'))
"""
NOT_NEW = """
NEW.state <> 'drawn_up' OR NEW.compensated_jkk_rp <> 0 OR NEW.compensated_jkm_rp <> 0 OR NEW.compensated_months <> 0
"""
NO_SUCH_STEP = """
NEW.state <> OLD.state AND NOT (
  OLD.state = 'drawn_up' AND NEW.state IN ('issued', 'cancelled')
  OR OLD.state = 'issued' AND NEW.state IN ('paid', 'cancelled')
  OR OLD.state = 'paid' AND NEW.state = 'received')
"""
COMPENSATED_OTHERWISE = """
(NEW.compensated_jkk_rp <> OLD.compensated_jkk_rp OR NEW.compensated_jkm_rp <> OLD.compensated_jkm_rp
 OR NEW.compensated_months <> OLD.compensated_months)
AND NOT (OLD.state = 'drawn_up' AND OLD.compensated_months = 0
         OR OLD.state IN ('drawn_up', 'issued') AND NEW.compensated_jkk_rp = 0
            AND NEW.compensated_jkm_rp = 0 AND NEW.compensated_months = 0)
"""


def disbursed(scheme):
    return (
        "(SELECT coalesce(sum(s.amount_rp), 0) FROM contributions_share AS s"  # noqa: S608 - words of our own
        " JOIN contributions_payment AS p ON p.id = s.payment_id"
        f" WHERE s.bill_id = NEW.id AND p.state = 'disbursed' AND p.scheme = '{scheme}')"
    )


PAID_OTHERWISE = f"""
NEW.state = 'paid' AND OLD.state <> 'paid' AND (
  {disbursed("JKK")} <> NEW.jkk_rp - NEW.compensated_jkk_rp
  OR {disbursed("JKM")} <> NEW.jkm_rp - NEW.compensated_jkm_rp)
"""
RECEIVED_WITHOUT_RECEIPT = """
NEW.state = 'received' AND OLD.state <> 'received'
AND NOT EXISTS (SELECT 1 FROM contributions_receipt AS r WHERE r.bill_id = NEW.id)
"""
CANCELLED_IN_PAYMENT = """
NEW.state = 'cancelled' AND OLD.state <> 'cancelled' AND EXISTS (
  SELECT 1 FROM contributions_share AS s JOIN contributions_payment AS p ON p.id = s.payment_id
  WHERE s.bill_id = NEW.id AND p.state <> 'withdrawn')
"""
RECEIPT_OF_ANOTHER_SUM = """
NOT EXISTS (
  SELECT 1 FROM contributions_bill AS b WHERE b.id = NEW.bill_id AND b.state = 'paid'
  AND b.jkk_rp + b.jkm_rp - b.compensated_jkk_rp - b.compensated_jkm_rp = NEW.amount_rp)
"""
# A share is of a payment that is only asked for, of the same fund, and no bill is asked for beyond its need.
SHARE_DOES_NOT_FIT = """
NOT EXISTS (
  SELECT 1 FROM contributions_payment AS p JOIN contributions_bill AS b ON b.id = NEW.bill_id
  WHERE p.id = NEW.payment_id AND p.state = 'requested' AND b.state = 'issued'
    AND p.fund_id = b.fund_id AND p.programme_id = b.programme_id
    AND NEW.amount_rp + (
      SELECT coalesce(sum(s.amount_rp), 0) FROM contributions_share AS s
      JOIN contributions_payment AS other ON other.id = s.payment_id
      WHERE s.bill_id = NEW.bill_id AND other.state <> 'withdrawn' AND other.scheme = p.scheme)
    <= CASE p.scheme WHEN 'JKK' THEN b.jkk_rp - b.compensated_jkk_rp ELSE b.jkm_rp - b.compensated_jkm_rp END)
"""
PAYMENT_NOT_ITS_SHARES = """
NEW.state IN ('verified', 'ordered', 'disbursed') AND NEW.state <> OLD.state AND NEW.amount_rp <> (
  SELECT coalesce(sum(s.amount_rp), 0) FROM contributions_share AS s WHERE s.payment_id = NEW.id)
"""
PAYMENT_NO_SUCH_STEP = """
NEW.state <> OLD.state AND NOT (
  OLD.state = 'requested' AND NEW.state IN ('verified', 'withdrawn')
  OR OLD.state = 'verified' AND NEW.state IN ('ordered', 'withdrawn')
  OR OLD.state = 'ordered' AND NEW.state IN ('disbursed', 'withdrawn'))
"""
# What a step wrote stays; days that become NULL are refused by the constraints of the table.
PAYMENT_OTHERWISE = """
OLD.verified_by <> '' AND NEW.verified_by <> OLD.verified_by
OR OLD.spm_number <> '' AND (NEW.spm_number <> OLD.spm_number OR NEW.spm_date <> OLD.spm_date
                             OR NEW.ordered_by <> OLD.ordered_by)
OR OLD.sp2d_number <> '' AND (NEW.sp2d_number <> OLD.sp2d_number OR NEW.sp2d_date <> OLD.sp2d_date
                              OR NEW.scan_code <> OLD.scan_code OR NEW.scan_name <> OLD.scan_name)
"""
OF_BILL = ("state", "cancelled_because", "compensated_jkk_rp", "compensated_jkm_rp", "compensated_months")
OF_PAYMENT = (
    *("state", "verified_by", "spm_number", "spm_date", "ordered_by", "sp2d_number", "sp2d_date"),
    *("scan_code", "scan_name", "withdrawn_because"),
)
ALWAYS = "OLD.id IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0001_the_tables"),
        ("audit", "0002_what_the_chain_refuses"),
        ("membership", "0001_the_tables"),
    ]

    operations = [
        sealed_when("contributions_due", ALWAYS, columns_that_may_still_change=("void",)),
        never("contributions_due", "late", on="INSERT", when=BILL_IS_THERE, saying="is closed: its bill is there"),
        never("contributions_due", "void", on="UPDATE", when=VOID_WITHOUT_CANCEL, saying="is void only with its bill"),
        sealed_when("contributions_bill", ALWAYS, columns_that_may_still_change=OF_BILL),
        never("contributions_bill", "new", on="INSERT", when=NOT_NEW, saying="begins drawn up"),
        never("contributions_bill", "sums", on="INSERT", when=NOT_ITS_DUES, saying="is not the sum of its dues"),
        never("contributions_bill", "way", on="UPDATE", when=NO_SUCH_STEP, saying="has no such step"),
        never(
            "contributions_bill", "less", on="UPDATE", when=COMPENSATED_OTHERWISE, saying="stays as it was compensated"
        ),
        never("contributions_bill", "paid", on="UPDATE", when=PAID_OTHERWISE, saying="is not covered by its SP2D"),
        never(
            "contributions_bill", "received", on="UPDATE", when=RECEIVED_WITHOUT_RECEIPT, saying="has no receipt yet"
        ),
        never("contributions_bill", "cancelled", on="UPDATE", when=CANCELLED_IN_PAYMENT, saying="is in a payment"),
        append_only("contributions_code"),
        append_only("contributions_billact"),
        append_only("contributions_receipt"),
        never("contributions_receipt", "sum", on="INSERT", when=RECEIPT_OF_ANOTHER_SUM, saying="is not of a paid bill"),
        append_only("contributions_share"),
        never("contributions_share", "fit", on="INSERT", when=SHARE_DOES_NOT_FIT, saying="does not fit its bill"),
        append_only("contributions_paymentact"),
        sealed_when("contributions_payment", ALWAYS, columns_that_may_still_change=OF_PAYMENT),
        never(
            "contributions_payment",
            "shares",
            on="UPDATE",
            when=PAYMENT_NOT_ITS_SHARES,
            saying="is not the sum of its shares",
        ),
        never("contributions_payment", "way", on="UPDATE", when=PAYMENT_NO_SUCH_STEP, saying="has no such step"),
        never("contributions_payment", "stays", on="UPDATE", when=PAYMENT_OTHERWISE, saying="stays as it was recorded"),
    ]
