"""Each kind of difference, with its edge; and what becomes of one when the list, or a person, settles it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from payung.audit.models import Event
from payung.contributions.actions import reconciling
from payung.contributions.models import Difference, InsurerList, UnreadRow
from payung.contributions.rules.reconciling_refusals import ListDoesNotFit
from payung.contributions.rules.refusals import NotFound, NotYours
from payung.contributions.states import DifferenceKind, DifferenceState, NotAllowed
from payung.contributions.tests import billing_cast as billing
from payung.contributions.tests import reconciling_cast as cast
from payung.shared.dates import Month

pytestmark = pytest.mark.django_db
K = DifferenceKind
OTHER_NIK = "6302061708750002"


def kinds(found):
    return [(one.kind, one.membership_id) for one in found if one.state != DifferenceState.CLOSED]


def told(found, kind):
    (one,) = (one for one in found if one.kind == kind)
    return one


class TestCompare:
    def test_finds_nothing_where_all_agree(self):
        one, other = cast.paid_members(2)
        assert cast.compared(one.programme, [cast.line(one), cast.line(other)]) == []

    def test_tells_who_was_paid_for_and_is_not_counted_so_far(self):
        """billed_not_active: one month short, not active, absent; and active is enough where no month is told."""
        short, idle, absent, fine = cast.paid_members(4)
        rows = [
            cast.line(short, blth="02/2027"),
            cast.line(idle, status="Non Aktif"),
            cast.line(fine, blth=""),
        ]
        found = cast.compared(short.programme, rows)
        assert kinds(found) == [(K.BILLED_NOT_ACTIVE, one.pk) for one in (short, idle, absent)]
        by_member = {one.membership_id: one for one in found}
        assert by_member[short.pk].month == date(2027, 3, 1)
        assert (by_member[short.pk].ours, by_member[short.pk].theirs) == (
            "dibayar s.d. Maret 2027",
            "BLTH Februari 2027",
        )
        assert by_member[absent.pk].theirs == "tidak ada pada daftar"

    def test_does_not_miss_whom_bpjs_has_not_been_paid_for_yet(self):
        one, _other = cast.members(2)
        billing.paid(billing.raised(one.programme))  # no receipt
        found = cast.compared(one.programme, [cast.line(one, blth="12/2026")])
        assert kinds(found) == []

    def test_does_not_take_a_row_that_cannot_be_read_for_a_no(self):
        one, other = cast.paid_members(2)
        rows = [cast.line(one, blth="Maret"), cast.line(other, blth="", status="???")]
        found = cast.compared(one.programme, rows)
        assert kinds(found) == []
        assert InsurerList.objects.get().unread_count == 2

    def test_counts_a_damaged_number_that_names_nobody_as_unread(self):
        """A row with half a KPJ and nothing else was passed over; a total, a day and a signatory's NIP still are."""
        one, _ = cast.paid_members(2)
        rows = [
            cast.line(one),
            ["", "2601 234", "", "", "", "", ""],
            ["", "", "#REF!", "", "", "", ""],
            ["Jumlah", "298493", "", "", "", "", ""],
            ["", "", "31/03/2027", "", "", "", ""],
            ["", "197001011990031001", "", "", "", "", ""],
        ]
        assert cast.taken(one.programme, rows).unread_count == 2
        assert list(UnreadRow.objects.order_by("row").values_list("row", "lack")) == [(3, "damaged"), (4, "damaged")]

    def test_does_not_ask_after_a_fund_of_which_nobody_is_listed(self):
        one, _ = cast.paid_members(2)
        stranger = cast.line(one, kpj="99999999999", nik=OTHER_NIK, name="Orang Lain")
        found = cast.compared(one.programme, [stranger])
        assert [(each.kind, each.membership_id, each.kpj) for each in found] == [
            (K.ACTIVE_NOT_BILLED, None, "99999999999")
        ]

    def test_tells_months_that_bpjs_counts_and_we_did_not_bill(self):
        """active_not_billed: beyond our last month; a member who ended; and not the months of the year before."""
        beyond, gone, fine = cast.paid_members(3)
        cast.ended(gone, Month(2027, 2))
        rows = [cast.line(beyond, blth="Apr-27"), cast.line(gone, blth=""), cast.line(fine)]
        found = cast.compared(beyond.programme, rows)
        assert kinds(found) == [(K.ACTIVE_NOT_BILLED, beyond.pk)]
        assert found[0].month == date(2027, 4, 1)
        later = cast.compared(
            beyond.programme,
            [cast.line(beyond, blth="Apr-27"), cast.line(gone, blth=""), cast.line(fine)],
            as_of=date(2027, 4, 15),
            now=cast.LATER,
        )
        assert kinds(later) == [(K.ACTIVE_NOT_BILLED, beyond.pk), (K.ACTIVE_NOT_BILLED, gone.pk)]

    def test_takes_months_before_the_membership_for_those_of_last_year(self):
        one, _ = cast.members(2)
        found = cast.compared(one.programme, [cast.line(one, blth="Desember 2026")], as_of=date(2027, 1, 10))
        assert kinds(found) == []

    def test_tells_another_payer_only_where_it_pays_now(self):
        """other_payer: active under another; not an old card that is paid no more, nor whoever has left us."""
        now, before, left = cast.members(3)
        cast.ended(left, Month(2027, 1))
        rows = [
            cast.line(now, kpj="11111111111", payer="PT Batu Bara Jaya"),
            cast.line(before, kpj="22222222222", payer="PT Batu Bara Jaya", status="Non Aktif", blth="2024-05"),
            cast.line(left, kpj="33333333333", payer="PT Batu Bara Jaya"),
        ]
        found = cast.compared(now.programme, rows)
        assert kinds(found) == [(K.OTHER_PAYER, now.pk)]
        assert found[0].theirs == "dibayar PT Batu Bara Jaya"

    def test_takes_our_wadah_for_us_however_it_is_written(self):
        one, _ = cast.paid_members(2)
        rows = [cast.line(one, payer="PEMERINTAH DAERAH KABUPATEN KOTABARU"), cast.line(_, payer="Pemkab Kotabaru")]
        assert cast.compared(one.programme, rows) == []

    def test_tells_months_that_both_pay_for_with_their_money(self):
        """months_overlap: two of our three months; a payer whose months end before ours begin overlaps nothing."""
        both, before = cast.paid_members(2)
        headings = (*cast.HEADINGS, "BLTH Awal")
        rows = [
            [*cast.line(both), ""],
            [*cast.line(before), ""],
            [*cast.line(both, kpj="11111111111", payer="Pemprov Kalsel", blth="Mar-27"), "Peb-27"],
            [
                *cast.line(before, kpj="22222222222", payer="Pemprov Kalsel", blth="12/2026", status="Non Aktif"),
                "01/2026",
            ],
        ]
        found = cast.compared(both.programme, rows, headings=headings)
        assert kinds(found) == [(K.MONTHS_OVERLAP, both.pk)]
        assert (found[0].month, found[0].amount_rp) == (date(2027, 2, 1), 2 * 16_800)

    def test_tells_a_name_that_cannot_be_the_members(self):
        """wrong_name: another name; not capitals, a title, a shortened or a longer form."""
        wrong, title, longer, father = cast.paid_members(4)
        rows = [
            cast.line(father, name=f"Pulan bin {father.person.name}"),
            cast.line(wrong, name="Masturi bin Ahmad"),
            cast.line(title, name=f"Hj. {title.person.name.upper()}"),
            cast.line(longer, name=f"{longer.person.name} binti Usman"),
        ]
        found = cast.compared(wrong.programme, rows)
        assert sorted(kinds(found)) == [(K.WRONG_NAME, wrong.pk), (K.WRONG_NAME, father.pk)]
        assert {one.theirs for one in found} == {"Masturi bin Ahmad", f"Pulan bin {father.person.name}"}

    def test_tells_a_nik_that_was_never_the_members(self):
        """wrong_nik: a whole NIK of a stranger, or of another member; never a damaged one; no digit of it is kept."""
        stranger, damaged, rounded, mixed = cast.paid_members(4)
        rows = [
            cast.line(stranger, nik=OTHER_NIK),
            cast.line(damaged, nik="63020652018"),
            cast.line(rounded, nik=float(6302065201800000)),
            cast.line(mixed, nik=cast.nik_of(stranger)),
        ]
        found = cast.compared(stranger.programme, rows)
        assert kinds(found) == [(K.WRONG_NIK, stranger.pk), (K.WRONG_NIK, mixed.pk)]
        assert [one.theirs for one in found] == ["NIK yang tidak kita kenal", "NIK orang lain yang kita kenal"]
        assert not any(OTHER_NIK in f"{one.key}{one.ours}{one.theirs}" for one in found)

    def test_tells_a_number_that_changed_and_restores_lost_zeros(self):
        """kpj_changed: found by NIK; not where the old number is listed too, nor where zeros were lost."""
        changed, twice = cast.paid_members(2)
        rows = [cast.line(changed, kpj="28000000001"), cast.line(twice), cast.line(twice, kpj="28000000002")]
        found = cast.compared(changed.programme, rows)
        assert kinds(found) == [(K.KPJ_CHANGED, changed.pk)]
        assert (found[0].ours, found[0].theirs) == (changed.kpj, "28000000001")

    def test_tells_who_was_left_out_of_the_bill_of_their_fund(self):
        """not_billed: running and without a due; not one who is held, nor one who ended."""
        from payung.membership.models import Membership

        out, held, ended, _ = cast.members(4)
        Membership.objects.filter(id__in=[out.pk, held.pk]).update(state="held", held_because="died")
        cast.ended(ended, Month(2026, 12))
        billing.raised(out.programme)
        Membership.objects.filter(id=out.pk).update(state="running", held_because="")
        found = cast.compared(out.programme, [cast.line(_, blth="")])
        assert kinds(found) == [(K.NOT_BILLED, out.pk)]
        assert found[0].ours == "3 bulan sejak Januari 2027 tanpa iuran"

    def test_says_when_the_receipt_is_of_another_sum(self):
        """amount: noted when BPJS tells another sum, stands through comparisons, goes with the right receipt."""
        one, _ = cast.members(2)
        bill = billing.paid(billing.raised(one.programme))
        noted = [
            reconciling.note_amount(bill_id=bill.id, received_rp=100_000, actor=cast.RINA, now=cast.SPRING)
            for _ in range(2)
        ]
        assert len(set(noted)) == 1
        found = cast.compared(one.programme, [cast.line(one, blth="")], as_of=date(2027, 3, 20))
        assert kinds(found) == [(K.AMOUNT, None)]
        assert told(found, K.AMOUNT).amount_rp == 100_000 - 6 * 16_800
        billing.received(bill)
        assert kinds(cast.compared(one.programme, [cast.line(one)])) == [(K.BILLED_NOT_ACTIVE, _.pk)]


class TestComparingAgain:
    def test_doubles_nothing_and_closes_what_is_gone(self):
        one, other = cast.paid_members(2)
        first = cast.compared(one.programme, [cast.line(one, blth="02/2027"), cast.line(other)])
        reconciling.compare(list_id=InsurerList.objects.get().id, actor=cast.RINA, now=cast.SPRING)
        assert Difference.objects.count() == len(first) == 1
        (after,) = cast.compared(one.programme, [cast.line(one), cast.line(other)], as_of=date(2027, 4, 1))
        assert after.state == DifferenceState.CLOSED
        assert after.closed_because == "tidak tampak lagi pada daftar BPJS per 1 April 2027"
        again = cast.compared(one.programme, [cast.line(one, blth="02/2027"), cast.line(other)], as_of=date(2027, 4, 2))
        assert [each.state for each in again] == [DifferenceState.CLOSED, DifferenceState.OPEN]  # it came back

    def test_leaves_a_decision_until_the_facts_change(self):
        one, other = cast.paid_members(2)
        rows = [cast.line(one, blth="01/2027"), cast.line(other)]
        (found,) = cast.compared(one.programme, rows)
        reconciling.close_difference(
            difference_id=found.pk, because="BPJS mengoreksi", request_key=uuid4(), actor=cast.RINA, now=cast.SPRING
        )
        same = cast.compared(one.programme, rows, as_of=date(2027, 4, 2))
        assert [each.state for each in same] == [DifferenceState.CLOSED]
        rows = [cast.line(one, blth="02/2027"), cast.line(other)]
        changed = cast.compared(one.programme, rows, as_of=date(2027, 4, 3))
        assert [each.state for each in changed] == [DifferenceState.CLOSED, DifferenceState.OPEN]

    def test_does_not_close_what_a_list_does_not_tell_of(self):
        one, other = cast.paid_members(2)
        rows = [cast.line(one, name="Masturi"), cast.line(other)]
        cast.compared(one.programme, rows, as_of=date(2027, 3, 20))
        found = cast.compared(one.programme, [cast.line(other)])
        assert kinds(found) == [(K.WRONG_NAME, one.pk), (K.BILLED_NOT_ACTIVE, one.pk)]

    def test_refuses_an_older_list_than_one_compared(self):
        one, other = cast.paid_members(2)
        cast.compared(one.programme, [cast.line(one), cast.line(other)])
        older = cast.taken(one.programme, [cast.line(one)], as_of=cast.MARCH_END - timedelta(days=1))
        with pytest.raises(ListDoesNotFit, match="lebih lama"):
            reconciling.compare(list_id=older.id, actor=cast.RINA, now=cast.SPRING)

    def test_is_the_dinas_of_the_kabupaten_alone(self):
        one, _ = cast.members(2)
        found = cast.taken(one.programme, [cast.line(one)])
        elsewhere = billing.decrees.actor("user:99", *cast.RINA.roles, kabupaten="63.10", scope="63.10")
        with pytest.raises(NotFound):
            reconciling.compare(list_id=found.id, actor=elsewhere, now=cast.SPRING)
        with pytest.raises(NotYours):
            reconciling.compare(list_id=found.id, actor=billing.PPTK, now=cast.SPRING)


class TestOneDifference:
    def difference(self):
        one, other = cast.paid_members(2)
        (found,) = cast.compared(one.programme, [cast.line(one, blth="02/2027"), cast.line(other)])
        return found

    def act(self, action, found, **words):
        words = {"request_key": uuid4(), "actor": cast.RINA, "now": cast.SPRING} | words
        return action(difference_id=found.pk, **words)

    def test_is_taken_closed_and_reopened_once_a_request_with_an_event_each(self):
        found, key = self.difference(), uuid4()
        before = Event.objects.count()
        assert self.act(reconciling.take_difference, found) == DifferenceState.OWNED
        for _ in range(2):
            closed = self.act(reconciling.close_difference, found, because="Sudah dikoreksi BPJS", request_key=key)
            assert closed == DifferenceState.CLOSED
        assert self.act(reconciling.reopen_difference, found, because="Belum") == DifferenceState.OPEN
        assert Event.objects.count() == before + 3
        found.refresh_from_db()
        assert (found.owner, found.closed_because) == ("", "")

    def test_is_not_closed_without_a_reason_nor_by_anybody(self):
        found = self.difference()
        with pytest.raises(Exception, match="Tulis"):
            self.act(reconciling.close_difference, found, because=" ")
        with pytest.raises(NotAllowed, match="operator atau kepala dinas"):
            self.act(reconciling.close_difference, found, because="ya", actor=billing.PPK)

    def test_is_not_reopened_where_the_same_stands_open(self):
        found = self.difference()
        self.act(reconciling.close_difference, found, because="Sudah")
        Difference.objects.create(
            programme=found.programme, kind=found.kind, name="x", key=found.key, opened_at=cast.SPRING
        )
        with pytest.raises(NotFound):
            self.act(reconciling.reopen_difference, found, because="Belum")
