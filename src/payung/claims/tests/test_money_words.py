"""What the page of a computation says first: a sum only where it is one, and never more than is known."""

import pytest

from payung.claims.present import money as present
from payung.claims.queries.money import Answered
from payung.claims.rules.case import Found
from payung.law.rules.benefit.case import BenefitAnswer


def headline(*, total_rp: int, for_a_person: tuple[str, ...] = (), doubts: tuple[str, ...] = ()) -> tuple[str, str]:
    answer = BenefitAnswer(
        regime="PP 82/2019",
        lines=(),
        total_now_rp=total_rp,
        scholarship_total_rp=0,
        scholarship_schedule=(),
        notes=(),
        for_a_person=for_a_person,
        law="a" * 64,
    )
    current = Answered(found=Found(case=None, lacks=(), doubts=doubts), answer=answer, facts_sha256="")
    shown = present.shown(claim_id=1, current=current, latest=None, names={})
    assert shown.beneath.endswith("Jumlah akhirnya ditetapkan BPJS.")
    return shown.headline, shown.sign


class TestHeadline:
    def test_says_the_sum_where_nothing_is_open(self):
        assert headline(total_rp=42_000_000) == ("Menjadi hak: Rp42.000.000", "waiting")

    @pytest.mark.parametrize("words", [{"for_a_person": ("bulan tertunggak",)}, {"doubts": ("dua pembayar",)}])
    def test_says_that_a_person_decides_before_it_says_a_last_word(self, words):
        assert headline(total_rp=10_000_000, **words)[0].endswith("dan ada yang masih diputuskan petugas")
        assert headline(total_rp=0, **words) == (
            "Belum dapat dipastikan: petugas yang memutuskan, lihat alasannya di bawah.",
            "notyet",
        )

    def test_says_nothing_only_where_nothing_is_open(self):
        assert headline(total_rp=0) == ("Menurut catatan tidak ada yang menjadi hak.", "uncovered")
