from django.db import migrations

from payung.audit.triggers import append_only, never

NOT_AS_COUNTED = "NEW.posting_count <> (SELECT COUNT(*) FROM ledger_posting AS p WHERE p.entry_id = NEW.id)"
UNBALANCED = (
    "EXISTS (SELECT p.fund_id FROM ledger_posting AS p WHERE p.entry_id = NEW.id GROUP BY p.fund_id"
    " HAVING SUM(p.amount_rp) <> 0 OR SUM(p.person_months) <> 0)"
)
WRONG_SIDE = (
    "EXISTS (SELECT a.id FROM ledger_posting AS mine JOIN ledger_account AS a ON a.id = mine.account_id"
    " JOIN ledger_posting AS each_one ON each_one.account_id = a.id WHERE mine.entry_id = NEW.id GROUP BY a.id, a.kind"
    " HAVING (a.kind = 'ceiling' AND (SUM(each_one.amount_rp) > 0 OR SUM(each_one.person_months) > 0))"
    " OR (a.kind <> 'ceiling' AND (SUM(each_one.amount_rp) < 0 OR SUM(each_one.person_months) < 0)))"
)
CLOSED = (
    "EXISTS (SELECT 1 FROM ledger_monthclose AS c WHERE c.kabupaten = NEW.kabupaten AND c.last_date >= NEW.on_date)"
)
OF_ANOTHER = (
    "EXISTS (SELECT 1 FROM ledger_posting AS p JOIN ledger_account AS a ON a.id = p.account_id WHERE p.entry_id = NEW.id"
    " AND (a.programme_id <> NEW.programme_id OR a.kabupaten <> NEW.kabupaten))"
)
# As many postings, and each of them turned round.
NOT_TURNED_ROUND = (
    "NEW.reverses_id IS NOT NULL AND (NEW.posting_count <>"
    " (SELECT COUNT(*) FROM ledger_posting AS p WHERE p.entry_id = NEW.reverses_id)"
    " OR EXISTS (SELECT 1 FROM ledger_posting AS p WHERE p.entry_id = NEW.reverses_id AND NOT EXISTS"
    " (SELECT 1 FROM ledger_posting AS q WHERE q.entry_id = NEW.id AND q.account_id = p.account_id"
    " AND q.amount_rp = -p.amount_rp AND q.person_months = -p.person_months)))"
)
LATE = "EXISTS (SELECT 1 FROM ledger_entry AS e WHERE e.id = NEW.entry_id)"
NOT_OF_ITS_FUND = (
    "NOT EXISTS (SELECT 1 FROM ledger_account AS a WHERE a.id = NEW.account_id AND a.fund_id = NEW.fund_id)"
)
NOT_OF_ITS_PROGRAMME = (
    "NOT EXISTS (SELECT 1 FROM programmes_fund AS f JOIN programmes_programme AS p ON p.id = f.programme_id"
    " WHERE f.id = NEW.fund_id AND p.id = NEW.programme_id AND p.kabupaten = NEW.kabupaten)"
)
BEFORE_THE_LAST = (
    "EXISTS (SELECT 1 FROM ledger_monthclose AS c WHERE c.kabupaten = NEW.kabupaten AND c.last_date >= NEW.month)"
)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_the_tables"), ("audit", "0002_what_the_chain_refuses")]

    operations = [
        append_only("ledger_account"),
        never("ledger_account", "stray", on="INSERT", when=NOT_OF_ITS_PROGRAMME, saying="has the programme of its fund"),
        append_only("ledger_posting"),
        never("ledger_posting", "late", on="INSERT", when=LATE, saying="comes before its entry"),
        never("ledger_posting", "stray", on="INSERT", when=NOT_OF_ITS_FUND, saying="has the fund of its account"),
        append_only("ledger_entry"),
        never("ledger_entry", "miscounted", on="INSERT", when=NOT_AS_COUNTED, saying="has as many postings as it says"),
        never("ledger_entry", "unbalanced", on="INSERT", when=UNBALANCED, saying="balances for each fund"),
        never("ledger_entry", "overdrawn", on="INSERT", when=WRONG_SIDE, saying="leaves no account on its wrong side"),
        never("ledger_entry", "too_late", on="INSERT", when=CLOSED, saying="lies in an open month"),
        never("ledger_entry", "strangers", on="INSERT", when=OF_ANOTHER, saying="has accounts of its own programme"),
        never("ledger_entry", "half_reversed", on="INSERT", when=NOT_TURNED_ROUND, saying="reverses another whole"),
        append_only("ledger_monthclose"),
        never("ledger_monthclose", "backwards", on="INSERT", when=BEFORE_THE_LAST, saying="follows the last"),
    ]
