"""The paket pemeriksaan: what is in it, that its sample can be drawn again, and that who took it is known."""

import csv
import hashlib
import io
import zipfile
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.audit import queries as audit
from payung.contributions.actions.reporting import ask_bundle, ask_package, take_paper
from payung.contributions.actions.verifying_rounds import open_round
from payung.contributions.files import opened
from payung.contributions.models import VervalDesa
from payung.contributions.papers.archive import Archive
from payung.contributions.papers.bundle_words import FILES
from payung.contributions.papers.making import make
from payung.contributions.queries.bundle import verval_rows
from payung.contributions.queries.papers import papers
from payung.contributions.rules.bundle import plain_seed, sampled
from payung.contributions.rules.package import TotalsDiffer
from payung.contributions.rules.refusals import NotFound, NotYours, RequestUsed, WordsMissing
from payung.contributions.rules.reporting import PaperKind
from payung.contributions.states import Scheme
from payung.contributions.tests import billing_cast as cast
from payung.decrees.tests.cast import INSPECTOR, actor

NOW = datetime(2027, 1, 12, 2, 0, tzinfo=UTC)
codes = st.lists(st.text("ABCDEFGH23456789", min_size=12, max_size=12), unique=True, max_size=40)


class TestSampled:
    def test_is_what_sha256sum_says(self):
        found = ["7KQ2M8RTWX4H", "AAAAAAAAAAAA", "ZZZZZZZZZZZZ"]
        by_hand = sorted(found, key=lambda code: hashlib.sha256(f"benih:{code}".encode()).hexdigest()[:16])
        assert [found[at] for at in sampled(seed="benih", receipt_codes=found, count=2)] == by_hand[:2]

    @given(codes, st.integers(0, 50), st.randoms())
    def test_does_not_depend_on_the_order_of_the_list(self, found, count, chance):
        shuffled = list(found)
        chance.shuffle(shuffled)
        one = [found[at] for at in sampled(seed="x", receipt_codes=found, count=count)]
        assert one == [shuffled[at] for at in sampled(seed="x", receipt_codes=shuffled, count=count)]
        assert len(one) == min(count, len(found))

    @pytest.mark.parametrize("seed", ["", "dua kata", "6302065201800003", "x" * 65, "a:b"])
    def test_refuses_a_seed_that_cannot_be_typed_again_or_could_be_a_nik(self, seed):
        with pytest.raises(WordsMissing):
            plain_seed(seed)


def test_an_archive_of_the_same_files_has_the_same_bytes_and_tells_their_hashes():
    made = []
    for _ in range(2):
        out = io.BytesIO()
        with Archive(out) as archive:
            archive.put("a/../b c.txt", [b"satu", b"dua"])
            assert archive.put("x.pdf", [b"1"]) == "x.pdf"
            assert archive.put("x.pdf", [b"2"]) == "x-2.pdf"
        made.append(out.getvalue())
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as found:
        sums = dict(reversed(line.split("  ")) for line in found.read("SHA256SUMS").decode().splitlines())
        assert sums == {name: hashlib.sha256(found.read(name)).hexdigest() for name in found.namelist()[:-1]}


def asked(member, *, by=INSPECTOR, seed="benih-2027", key=None, because="Pemeriksaan triwulan"):
    return ask_bundle(
        programme_id=member.programme_id,
        seed=seed,
        sample_count=2,
        because=because,
        request_key=key or uuid4(),
        actor=by,
        now=NOW,
    )


def unsealed(paper):
    with opened(paper.code) as sealed:
        return b"".join(sealed)


def rows(archive, name):
    text = archive.read(name).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


@pytest.mark.django_db
class TestMakeBundle:
    def test_leads_from_the_rupiah_to_the_person_and_the_decision(self):
        members = cast.members(3)
        cast.received(cast.paid(cast.raised(members[0].programme)))
        paper = make(paper=asked(members[0]), actor=INSPECTOR, now=NOW)
        content = unsealed(paper)
        assert hashlib.sha256(content).hexdigest() == paper.sha256
        assert len(content) == paper.size
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            assert {*FILES, "baca-dulu.txt", "kamus-data.csv", "SHA256SUMS", "sampel.xlsx"} <= names
            named = rows(archive, "daftar-nama.csv")
            assert named[0] == [*FILES["daftar-nama.csv"]]
            assert len(named) == 4
            assert {row[17:19] == ["3", "50400"] for row in named[1:]} == {True}
            by_draw = sorted(named[1:], key=lambda row: row[-1])
            sample = rows(archive, "sampel.csv")
            assert [row[13] for row in sample[1:]] == [row[12] for row in by_draw[:2]]
            assert sample[1][21] == "usulan.xlsx"
            for name, columns in FILES.items():
                assert rows(archive, name)[0] == [*columns]
            first = archive.read("baca-dulu.txt").decode()
            assert "benih-2027" in first
            assert "Pemeriksaan triwulan" in first
            assert "keputusan.pdf" in first  # the cast's scan lies nowhere, and that is said
            everything = b"".join(archive.read(name) for name in names if name.endswith((".csv", ".txt")))
        assert b"63020652018" not in everything

    def test_draws_the_same_sample_again(self):
        members = cast.members(3)
        texts = []
        for _ in range(2):
            paper = make(paper=asked(members[0]), actor=INSPECTOR, now=NOW)
            with zipfile.ZipFile(io.BytesIO(unsealed(paper))) as archive:
                texts.append(archive.read("sampel.csv"))
        assert texts[0] == texts[1]


@pytest.mark.django_db
class TestAskAndTake:
    def test_tells_the_chain_who_asked_why_and_who_took(self):
        (member,) = cast.members(1)
        key = uuid4()
        paper = asked(member, key=key)
        assert asked(member, key=key) == paper
        assert len(papers(programme_id=member.programme_id, kind=PaperKind.BUNDLE)) == 1
        with pytest.raises(NotFound):
            take_paper(paper_id=paper.id, actor=INSPECTOR, now=NOW)  # not made yet
        made = make(paper=paper, actor=INSPECTOR, now=NOW)
        assert make(paper=made, actor=INSPECTOR, now=NOW) == made
        take_paper(paper_id=paper.id, actor=INSPECTOR, now=NOW)
        told = audit.events(kabupaten="63.02", subject=f"paper:{paper.id}").events
        assert [one.act.partition(".")[2] for one in told] == ["take_paper", "keep_paper", "ask_paper"]
        assert told[2].facts["because"] == "Pemeriksaan triwulan"

    def test_refuses_without_a_reason_to_others_and_elsewhere(self):
        (member,) = cast.members(1)
        with pytest.raises(WordsMissing):
            asked(member, because="  ")
        with pytest.raises(WordsMissing):
            asked(member, because="untuk 6302065201800003")
        with pytest.raises(NotYours):
            asked(member, by=cast.TREASURER)
        with pytest.raises(NotFound):
            asked(member, by=actor("user:9", *INSPECTOR.roles, kabupaten="63.03", scope="63.03"))
        paper = make(paper=asked(member), actor=INSPECTOR, now=NOW)
        with pytest.raises(NotFound):
            take_paper(paper_id=paper.id, actor=actor("user:9", *INSPECTOR.roles, scope="63.02.06"), now=NOW)

    def test_gives_whole_niks_to_operator_and_head_alone(self):
        (member,) = cast.members(1)
        bill = cast.raised(member.programme)
        words = {"bill_id": bill.id, "because": "Diminta BPJS", "now": NOW}
        with pytest.raises(NotYours):
            ask_package(with_nik=True, request_key=uuid4(), actor=cast.TREASURER, **words)
        paper = make(
            paper=ask_package(with_nik=True, request_key=uuid4(), actor=cast.RINA, **words), actor=cast.RINA, now=NOW
        )
        with pytest.raises(NotYours):
            take_paper(paper_id=paper.id, actor=cast.TREASURER, now=NOW)
        key = uuid4()
        asked(member, key=key)
        with pytest.raises(RequestUsed):
            ask_package(with_nik=False, request_key=key, actor=cast.RINA, **words)

    def test_keeps_nothing_of_a_package_whose_sums_differ(self, settings):
        (member,) = cast.members(1)
        bill = cast.issued(cast.raised(member.programme))
        cast.requested([bill], Scheme.JKK)
        paper = ask_package(
            bill_id=bill.id, with_nik=False, because="SPP", request_key=uuid4(), actor=cast.PPTK, now=NOW
        )
        before = set((settings.PAYUNG_HOME / "kept").glob("*"))
        with pytest.raises(TotalsDiffer):
            make(paper=paper, actor=cast.PPTK, now=NOW)
        assert set((settings.PAYUNG_HOME / "kept").glob("*")) == before


@pytest.mark.django_db
def test_days_are_those_of_the_office_and_not_of_greenwich():
    (one,) = cast.members(1)
    round_id = open_round(
        programme_id=one.programme_id,
        first_month=cast.APRIL,
        due_date=date(2027, 1, 31),
        request_key=uuid4(),
        actor=cast.RINA,
        now=cast.NOW,
    ).round_id
    early = datetime(2027, 1, 12, 23, 30, tzinfo=UTC)  # 07.30 WITA of the 13th
    desa = VervalDesa.objects.get(round=round_id)
    VervalDesa.objects.filter(id=desa.pk).update(state="answered", answered_at=early, answered_by="Kades")
    (row,) = verval_rows(programme_id=one.programme_id)
    assert date(2027, 1, 13) in row
