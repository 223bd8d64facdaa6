"""The steps of the demo's claims, day by day, between those of its two terms."""

import csv
from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from payung.claims.actions.branch import take_report
from payung.claims.actions.deaths import take_list
from payung.claims.queries import deaths as lists_of_the_dead
from payung.claims.queries.unclaimed import unclaimed
from payung.claims.rules.papers import PaperKind
from payung.claims.rules.scholarships import AtSchool
from payung.claims.rules.told import Place, Reporter, YesNo
from payung.claims.states import Event, EventKind
from payung.config.demo import claimed
from payung.config.demo.claimed import Claiming
from payung.config.demo.terms import Half, scan
from payung.config.demo.year import Came
from payung.gateways.sealed_uploads import SealedUpload
from payung.people import queries as people

FINGER, SEA, ILL, LOST, WIDOW, ALIKE, UNTOLD = "finger", "sea", "ill", "lost", "widow", "alike", "untold"
CUT, HEALED = date(2027, 2, 22), date(2027, 4, 4)
DROWNED, DIED_ILL, LOST_ON, DIED_UNTOLD = date(2027, 3, 5), date(2027, 3, 18), date(2027, 5, 14), date(2027, 4, 8)
HURT_UNTOLD, HURT_PAID_ON, HURT_RP = date(2027, 3, 12), date(2027, 4, 20), 1_850_000
LEFT_OUT = "TRANSPORT"  # what BPJS forgets to pay for the fisher
CHILDREN = (("Muhammad Rafi Rekaan", date(2015, 8, 2), "SD", 2), ("Nur Aisyah Rekaan", date(2020, 1, 9), "TK", 1))


def _claiming(half: Half) -> Claiming:
    if half.claiming is None:
        half.claiming = Claiming(cast=half.year.cast, programme=half.year.programme, scan_path=scan(half))
    return half.claiming


def tell_of_the_finger(half: Half) -> Came:
    claiming = _claiming(half)
    if not claimed.choose(claiming, story=FINGER, on=CUT, fits=claimed.works_at("buruh")):
        return Came()
    claimed.report(
        claiming,
        story=FINGER,
        kind=EventKind.ACCIDENT,
        day=CUT,
        reporter=Reporter.DESA,
        hour=10,
        place="Pasar Kemakmuran (rekaan)",
        doing="Menurunkan muatan",
    )
    claimed.step(claiming, FINGER, Event.SEND_STAGE_ONE)
    return Came(people=1)


def tell_of_the_sea(half: Half) -> Came:
    """Every death is open at first; five answers point to work."""
    claiming = _claiming(half)
    if FINGER in claiming.claims:
        claimed.step(claiming, FINGER, Event.CONCLUDE_WORK, letter="B/112/BPJS")
        claimed.step(claiming, FINGER, Event.ENTER_CARE)
    if not claimed.choose(claiming, story=SEA, on=DROWNED, fits=claimed.works_at("nelayan")):
        return Came()
    claimed.report(
        claiming,
        story=SEA,
        kind=EventKind.DEATH,
        day=DROWNED,
        reporter=Reporter.SHIPMATE,
        hour=6,
        place="Perairan Pulau Sembilan (rekaan)",
        doing="Menarik jaring",
    )
    died = claimed.at_hour(DROWNED, 5)
    claimed.answers(claiming, SEA, place=Place.SEA, doing="Menarik jaring", working=YesNo.YES, died=died)
    claimed.step(claiming, SEA, Event.TREAT_AS_WORK)
    claimed.step(claiming, SEA, Event.SEND_STAGE_ONE)
    return Came(people=1)


def tell_of_the_ill(half: Half) -> Came:
    """Registered in January: three months of membership are not over yet."""
    claiming = _claiming(half)
    if SEA in claiming.claims:
        claimed.certain(claiming, SEA, DROWNED)
        claimed.step(claiming, SEA, Event.CONCLUDE_WORK, letter="B/140/BPJS")
    if not claimed.choose(claiming, story=ILL, on=DIED_ILL, fits=claimed.has_jkm("funeral_only")):
        return Came()
    claimed.report(
        claiming,
        story=ILL,
        kind=EventKind.DEATH,
        day=DIED_ILL,
        reporter=Reporter.HEIR,
        hour=21,
        place="Di rumah (rekaan)",
        doing="Sakit sejak dua minggu",
    )
    died = claimed.at_hour(DIED_ILL, 21)
    claimed.answers(claiming, ILL, place=Place.HOME, doing="Beristirahat", working=YesNo.NO, died=died)
    claimed.step(claiming, ILL, Event.TREAT_AS_DEATH)
    claimed.step(claiming, ILL, Event.GATHER)
    claimed.certain(claiming, ILL, DIED_ILL)
    return Came(people=1)


def ask_for_the_dead(half: Half) -> Came:
    """Families stand, papers are whole, sums are approved; both requests go to BPJS."""
    claiming, asked = _claiming(half), []
    if SEA in claiming.claims:
        told = [claimed.widow("Rusminah Rekaan"), *(claimed.child(name, born) for name, born, _, _ in CHILDREN)]
        wife, *claiming.children = claimed.family(claiming, SEA, told)
        claimed.tell(claiming, SEA, claimed.sea_facts())
        claimed.school(claiming, SEA, _at_school(claiming.children))
        claimed.receiver(claiming, SEA, wife)
        asked.append(claimed.ask_for_money(claiming, SEA, Event.SEND_STAGE_TWO))
    if ILL in claiming.claims:
        (widow,) = claimed.family(claiming, ILL, [claimed.widow("Hatimah Rekaan")])
        claimed.receiver(claiming, ILL, widow)
        asked.append(claimed.ask_for_money(claiming, ILL, Event.SUBMIT))
    return Came(people=len(asked), rp=sum(asked))


def _at_school(children: list[int]) -> list[AtSchool]:
    told = zip(children, CHILDREN, strict=True)
    return [AtSchool(member_id=id_, level=level, years_left=left) for id_, (_, _, level, left) in told]


def ask_for_the_finger(half: Half) -> Came:
    """Six weeks later: healed, without the finger. Meanwhile BPJS has decided on the dead."""
    claiming = _claiming(half)
    for number, story in enumerate((SEA, ILL), 171):
        if story in claiming.claims:
            claimed.step(claiming, story, Event.DECIDE, letter=f"B/{number}/BPJS")
    if FINGER not in claiming.claims:
        return Came()
    claimed.tell(claiming, FINGER, claimed.finger_facts(event=CUT, healed=HEALED))
    return Came(people=1, rp=claimed.ask_for_money(claiming, FINGER, Event.SEND_STAGE_TWO))


def be_paid(half: Half) -> Came:
    """The widow of the fisher a line short, and late; the family of the ill what is owed; the labourer too."""
    claiming, paid = _claiming(half), []
    if SEA in claiming.claims:
        paid.append(claimed.pay(claiming, SEA, payee="Rusminah Rekaan", leaving_out=(LEFT_OUT,)))
        claimed.plan(claiming, SEA, _at_school(claiming.children))
    if ILL in claiming.claims:
        paid.append(claimed.pay(claiming, ILL, payee="Hatimah Rekaan"))
    if FINGER in claiming.claims:
        claimed.step(claiming, FINGER, Event.ASSESS)
        claimed.step(claiming, FINGER, Event.DECIDE, letter="B/188/BPJS")
        paid.append(claimed.pay(claiming, FINGER, payee=claiming.chosen[FINGER].name))
    return Came(people=len(paid), rp=sum(paid))


def lose_one_at_sea(half: Half) -> Came:
    """Neither ended nor billed until a person decides."""
    claiming = _claiming(half)
    if not claimed.choose(claiming, story=LOST, on=LOST_ON, fits=claimed.works_at("nelayan")):
        return Came()
    claimed.report(
        claiming,
        story=LOST,
        kind=EventKind.LOST_AT_SEA,
        day=LOST_ON,
        reporter=Reporter.SHIPMATE,
        hour=17,
        place="Selat Makassar (rekaan)",
        doing="Memancing; perahunya ditemukan kosong",
    )
    claimed.step(claiming, LOST, Event.TREAT_AS_WORK)
    claimed.step(claiming, LOST, Event.SEND_STAGE_ONE)
    for kind in (PaperKind.SEA_POLICE_REPORT, PaperKind.SEARCH_LETTER):
        claimed.bring(claiming, LOST, kind)
    return Came(people=1)


def read_the_dead(half: Half) -> Came:
    """Dukcapil's list finds a member whose widow did not know, one whose name is another's, and many who are not ours."""
    claiming = _claiming(half)
    claimed.choose(claiming, story=WIDOW, on=DIED_UNTOLD, fits=claimed.has_jkm("full"))
    claimed.choose(claiming, story=ALIKE, on=DIED_UNTOLD, fits=lambda _one, _jkm: True)
    path = half.folder / "surat" / "daftar-meninggal-2027-05.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(["DAFTAR PENDUDUK MENINGGAL (rekaan)"])
        out.writerow(["NO", "NIK", "NAMA LENGKAP", "TGL LAHIR", "TGL MENINGGAL", "DESA"])
        out.writerows([number, *row] for number, row in enumerate(_dead(half, claiming), start=1))
    took = take_list(
        upload=SealedUpload.of_file(path),
        source="Dukcapil (rekaan)",
        actor=claiming.cast.operator,
        now=timezone.now(),
    )
    claiming.listed = took.row_count
    found = lists_of_the_dead.counts(list_id=took.id)
    return Came(people=found.prepared + found.waiting)


def _dead(half: Half, claiming: Claiming) -> Iterator[list[str]]:
    programme = half.year.programme
    of = [claiming.chosen[story] for story in (WIDOW, ALIKE) if story in claiming.chosen]
    niks = people.niks(kabupaten=programme.kabupaten, person_ids=[one.person_id for one in of])
    for place, one in enumerate(of):
        name = "SYAHRUDIN REKAAN" if place else one.name
        person = people.person(person_id=one.person_id, actor=claiming.cast.operator)
        born = f"{person.birth_date:%d-%m-%Y}" if person else ""
        yield [f"'{niks[one.person_id]}", name.upper(), born, f"{DIED_UNTOLD:%d-%m-%Y}", one.desa]
    for number in range(1, 41):
        yield [
            f"'63020{number % 9 + 1}0101{number + 30:02d}{number:04d}",
            f"ORANG LAIN {number}",
            "01-01-1950",
            "02-05-2027",
            "",
        ]


def hear_from_the_branch(half: Half) -> Came:
    """The branch's own report of claims: what it paid is held against ours, and one that nobody told us opens a claim."""
    claiming = _claiming(half)
    claimed.choose(claiming, story=UNTOLD, on=HURT_UNTOLD, fits=lambda _one, _jkm: True)
    path = half.folder / "bpjs" / "laporan-klaim-2027-05.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        out = csv.writer(file, delimiter=";")
        out.writerow(["REKAP KLAIM KANTOR CABANG (rekaan)"])
        out.writerow(["NO", "NO KPJ", "NAMA PESERTA", "PROGRAM", "TGL KEJADIAN", "NOMINAL DIBAYAR", "TGL BAYAR"])
        out.writerows([number, *row] for number, row in enumerate(_reported(claiming), start=1))
    took = take_report(
        upload=SealedUpload.of_file(path), as_of=timezone.localdate(), actor=claiming.cast.operator, now=timezone.now()
    )
    return Came(people=took.row_count)


def _reported(claiming: Claiming) -> Iterator[list[str]]:
    for story, scheme in ((FINGER, "JKK"), (SEA, "JKK"), (ILL, "JKM")):
        for one in claimed.payments(claiming, story):
            member = claiming.chosen[story]
            days = [f"{day:%d/%m/%Y}" for day in (claimed.event_date(claiming, story), one.paid_on)]
            yield [member.kpj, member.name.upper(), scheme, days[0], f"{one.total_rp}", days[1]]
    if UNTOLD in claiming.chosen:
        member = claiming.chosen[UNTOLD]
        days = [f"{day:%d/%m/%Y}" for day in (HURT_UNTOLD, HURT_PAID_ON)]
        yield [member.kpj, member.name.upper(), "JKK", days[0], f"{HURT_RP}", days[1]]


def see_unclaimed(half: Half) -> Came:
    """Known dead without a paid claim: how many, and how much waits for their families."""
    found = unclaimed(actor=_claiming(half).cast.operator, today=timezone.localdate())
    return Came(people=len(found.deaths), rp=found.owed_rp)
