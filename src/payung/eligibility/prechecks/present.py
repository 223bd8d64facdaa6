"""Pre-checks in the words of the office."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from payung.accounts.wording import day, instant, number
from payung.eligibility.models import UnreadLine
from payung.eligibility.prechecks.facts import AnswerFacts, RequestFacts
from payung.eligibility.prechecks.results import ResultFacts
from payung.eligibility.prechecks.standing import Standing, UnreadGroup
from payung.eligibility.rules.answers import OUTCOMES_OF, Unread
from payung.eligibility.rules.words import AnswerState, Outcome, Register, RequestState
from payung.matching.present.likeness import likeness_texts, nearness_text
from payung.matching.rules.outside import Likeness, Nearness
from payung.shared.codes import grouped

Words = Mapping[str, str | Promise]
REGISTER_WORDS: Words = {
    Register.DUKCAPIL: gettext_lazy("Dukcapil"),
    Register.BPJS: gettext_lazy("BPJS Ketenagakerjaan"),
    Register.DTSEN: gettext_lazy("DTSEN"),
}
OUTCOME_WORDS: Words = {
    Outcome.ALIVE: gettext_lazy("sesuai, masih hidup"),
    Outcome.NAME_DIFFERS: gettext_lazy("nama atau tanggal lahir berbeda"),
    Outcome.DIED: gettext_lazy("meninggal"),
    Outcome.MOVED_OUT: gettext_lazy("pindah ke luar kabupaten"),
    Outcome.NIK_UNKNOWN: gettext_lazy("NIK tidak ditemukan"),
    Outcome.NOT_ACTIVE: gettext_lazy("belum menjadi peserta aktif"),
    Outcome.OWN_WADAH: gettext_lazy("aktif di wadah kita sendiri"),
    Outcome.SELF_PAYING: gettext_lazy("aktif, membayar sendiri"),
    Outcome.OTHER_PAYER: gettext_lazy("aktif, dibayar pihak lain"),
    Outcome.WAGE_EARNER: gettext_lazy("aktif sebagai penerima upah (PU)"),
    Outcome.LISTED: gettext_lazy("terdaftar"),
    Outcome.NOT_LISTED: gettext_lazy("tidak terdaftar"),
}
STANDING_WORDS: Words = {
    Standing.NEVER: gettext_lazy("belum diperiksa"),
    Standing.WAITING: gettext_lazy("belum diperiksa, menunggu jawaban"),
    Standing.EXPIRED: gettext_lazy("belum diperiksa lagi, hasil lama sudah lewat"),
    Standing.AGAINST: gettext_lazy("ada yang menghalangi"),
    Standing.EXPIRING: gettext_lazy("berlaku, habis dalam 14 hari"),
    Standing.VALID: gettext_lazy("berlaku"),
}
SIGNS: Mapping[Standing, str] = {
    Standing.NEVER: "decision",
    Standing.WAITING: "decision",
    Standing.EXPIRED: "warning",
    Standing.AGAINST: "error",
    Standing.EXPIRING: "warning",
    Standing.VALID: "ready",
}
UNREAD_WORDS: Words = {
    Unread.WORDS_UNKNOWN: gettext_lazy("kata jawabannya belum kami kenal"),
    Unread.WORDS_DOUBTFUL: gettext_lazy("jawabannya ragu-ragu atau menyangkal"),
    Unread.WORDS_CONTRADICT: gettext_lazy("jawabannya saling bertentangan"),
    Unread.SHEET_SAYS_OTHERWISE: gettext_lazy("nama lembarnya berkata lain"),
    Unread.PAYER_NOT_SAID: gettext_lazy("aktif, tetapi siapa yang membayar tidak disebut"),
    Unread.SEGMENT_NOT_SAID: gettext_lazy("ada nama perusahaan, tetapi PU atau BPU tidak disebut"),
    Unread.ENDED_BEFORE: gettext_lazy("aktif sampai bulan yang sudah lewat"),
    Unread.DESIL_UNREADABLE: gettext_lazy("desilnya bukan satu angka 1 sampai 10"),
    Unread.NO_NIK: gettext_lazy("NIK kosong"),
    Unread.NIK_DAMAGED: gettext_lazy("NIK rusak, mungkin diubah Excel"),
    Unread.KEY_UNKNOWN: gettext_lazy("kunci barisnya bukan dari kami"),
    Unread.KEY_AND_NIK_DIFFER: gettext_lazy("kunci baris dan NIK menunjuk dua orang"),
    Unread.NAME_OTHER: gettext_lazy("NIK cocok, namanya lain sama sekali"),
    Unread.LINES_CONTRADICT: gettext_lazy("dua baris tentang satu orang saling bertentangan"),
    Unread.ALIKE: gettext_lazy("NIK-nya tidak cocok dengan siapa pun, orangnya mirip"),
}
REQUEST_WORDS: Words = {
    RequestState.SENT: gettext_lazy("menunggu jawaban"),
    RequestState.PARTLY: gettext_lazy("sebagian dijawab"),
    RequestState.ANSWERED: gettext_lazy("semua dijawab"),
}
REFUSAL_WORDS: Words = {
    "HEADER_NOT_FOUND": gettext_lazy("Tidak ada kolom NIK atau kunci baris. Minta daftar per orang, bukan rekap."),
    "FILE_LOCKED": gettext_lazy("Berkas terkunci kata sandi. Buka, simpan tanpa sandi, lalu unggah lagi."),
    "FILE_EMPTY": gettext_lazy("Berkas tidak berisi apa-apa. Periksa apakah berkas yang benar yang diunggah."),
    "FILE_TOO_LARGE": gettext_lazy("Berkas terlalu besar. Bagi menjadi beberapa berkas, lalu unggah satu per satu."),
    "FILE_HOSTILE": gettext_lazy("Berkas tidak dibuka demi keamanan. Simpan ulang sebagai .xlsx biasa."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLine:
    """A standing with its count, on the page of all registers."""

    word: str
    sign: str
    count: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterShown:
    name: str
    headline: str
    lines: tuple[StandingLine, ...]
    ask_url: str


def register_shown(*, register: Register, tally: Mapping[Standing, int], code: str) -> RegisterShown:
    """What a register has said of everybody proposed, the unchecked first."""
    total = sum(tally.values())
    checked = tally[Standing.VALID] + tally[Standing.EXPIRING] + tally[Standing.AGAINST]
    return RegisterShown(
        name=str(REGISTER_WORDS[register]),
        headline=_("%(n)s dari %(all)s sudah diperiksa dan masih berlaku")
        % {"n": number(checked), "all": number(total)},
        lines=tuple(
            StandingLine(
                word=str(STANDING_WORDS[standing]),
                sign=SIGNS[standing],
                count=number(count),
                url=f"{reverse('eligibility:precheck_people')}?program={code}&register={register}&keadaan={standing}",
            )
            for standing, count in tally.items()
            if count
        ),
        ask_url=f"{reverse('eligibility:precheck_ask', args=[register])}?program={code}",
    )


def checked_headline(tallies: Mapping[Register, Mapping[Standing, int]]) -> str:
    """What is still to be asked, by register: the answer to what stands between the proposed and a decree."""
    if not any(sum(tally.values()) for tally in tallies.values()):
        return _("Belum ada usulan untuk diperiksa")
    lacking = [
        f"{REGISTER_WORDS[register]} {number(count)}"
        for register, tally in tallies.items()
        if (count := sum(tally[one] for one in (Standing.NEVER, Standing.WAITING, Standing.EXPIRED)))
    ]
    if not lacking:
        return _("Semua usulan sudah diperiksa dan masih berlaku")
    return _("Belum diperiksa: %(which)s") % {"which": ", ".join(lacking)}


def request_line(request: RequestFacts) -> dict[str, str]:
    return {
        "name": str(REGISTER_WORDS[request.register]),
        "code": grouped(request.code),
        "told": _("%(n)s orang · %(when)s") % {"n": number(request.person_count), "when": instant(request.made_at)},
        "word": str(REQUEST_WORDS[request.state]),
        "sign": "ready" if request.state is RequestState.ANSWERED else "decision",
        "url": reverse("eligibility:precheck_request", args=[request.code]),
    }


def answer_line(answer: AnswerFacts, waiting: int) -> dict[str, str]:
    return {
        "name": str(REGISTER_WORDS[answer.register]),
        "file": answer.file_name,
        "told": answer_told(answer, waiting),
        "sign": _answer_sign(answer, waiting),
        "when": day(answer.answered_date),
        "source": answer.source,
        "url": reverse("eligibility:precheck_answer", args=[answer.id]),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A request or an answer in the list of both. `way`: keluar or masuk."""

    register: str
    way: str
    name: str
    kind: str
    what: str
    about: str
    when: str
    at: datetime
    word: str
    sign: str
    url: str


def request_letter(request: RequestFacts) -> Letter:
    line = request_line(request)
    people = ngettext("%(n)s orang", "%(n)s orang", request.person_count) % {"n": number(request.person_count)}
    return Letter(
        register=str(request.register),
        way="keluar",
        name=line["name"],
        kind=_("permintaan"),
        what=line["code"],
        about=" · ".join(filter(None, (request.letter_number, people))),
        when=instant(request.made_at),
        at=request.made_at,
        word=line["word"],
        sign=line["sign"],
        url=line["url"],
    )


def answer_letter(answer: AnswerFacts, waiting: int) -> Letter:
    line = answer_line(answer, waiting)
    return Letter(
        register=str(answer.register),
        way="masuk",
        name=line["name"],
        kind=_("jawaban"),
        what=answer.file_name,
        about=answer.source,
        when=instant(answer.received_at),
        at=answer.received_at,
        word=line["told"],
        sign=line["sign"],
        url=line["url"],
    )


def answer_told(answer: AnswerFacts, waiting: int) -> str:
    """The sentence that says what came of an answer."""
    if answer.state is AnswerState.RECEIVED:
        return _("Sedang dibaca")
    if answer.state is AnswerState.REFUSED:
        return _("Belum dapat dibaca")
    said = _("%(n)s orang mendapat hasil") % {"n": number(answer.result_count)}
    return said if not waiting else said + _(", %(n)s baris menunggu keputusan") % {"n": number(waiting)}


def answer_notes(answer: AnswerFacts) -> list[str]:
    """What else the file held. Nothing is passed over without being said."""
    notes = []
    if answer.blank_count:
        notes.append(
            _("%(n)s baris tanpa jawaban; orangnya tetap belum diperiksa.") % {"n": number(answer.blank_count)}
        )
    if answer.stranger_count:
        notes.append(
            _("%(n)s baris tentang orang yang tidak kami kenal, tidak dipakai. Yang pertama: %(places)s.")
            % {"n": number(answer.stranger_count), "places": answer.stranger_places}
        )
    if answer.unsought_count:
        notes.append(
            _("%(n)s di antaranya ber-NIK luar kabupaten dan tidak dicari menurut kemiripan.")
            % {"n": number(answer.unsought_count)}
        )
    if answer.others_good_because:
        notes.append(
            _("Yang tidak disebut dinyatakan tidak bermasalah oleh kantor ini: %(why)s.")
            % {"why": answer.others_good_because}
        )
    return notes


def _answer_sign(answer: AnswerFacts, waiting: int) -> str:
    if answer.state is AnswerState.REFUSED:
        return "error"
    return "decision" if waiting or answer.state is AnswerState.RECEIVED else "ready"


def group_line(group: UnreadGroup, *, settles: bool) -> dict[str, object]:
    return {
        "why": str(UNREAD_WORDS[group.code]),
        "words": group.words,
        "count": number(group.count),
        "settles": settles and group.with_person > 0,
    }


def unread_line(line: UnreadLine) -> dict[str, object]:
    return {
        "id": line.pk,
        "name": line.person.name if line.person else _("belum jelas siapa"),
        "where": f"{line.sheet} · {line.number}" if line.sheet else str(line.number),
        "why": str(UNREAD_WORDS[line.code]),
        "words": line.words,
        "has_person": line.person is not None,
        "alike": _alike(line) if line.code == Unread.ALIKE else None,
    }


def _alike(line: UnreadLine) -> dict[str, object]:
    """Both sides of a line that no number leads to the person, and why it may be the person."""
    told, ours = line.alike, line.person
    likeness = Likeness(told.weight, told.gammas, Nearness(told.nearness))
    return {
        "nearness": nearness_text(likeness),
        "theirs": _named(told.name, told.birth_date),
        "ours": _named(ours.name, ours.birth_date) if ours else "",
        "said": _("%(register)s: %(outcome)s")
        % {"register": REGISTER_WORDS[line.answer.register], "outcome": OUTCOME_WORDS[told.outcome]},
        "why": likeness_texts(likeness),
    }


def _named(name: str, born: date | None) -> str:
    return _("%(name)s, lahir %(day)s") % {"name": name, "day": day(born)} if born else name


def outcome_choices(register: Register) -> list[tuple[str, str]]:
    return [(outcome, str(OUTCOME_WORDS[outcome])) for outcome in OUTCOMES_OF[register]]


def said_words(said: ResultFacts | None, *, sees_payer: bool) -> str:
    """What a register said; under whom only where the reader may know it (users.md §9 row 19)."""
    if said is None:
        return ""
    words = str(OUTCOME_WORDS[said.outcome])
    if said.desil is not None:
        words += _(", desil %(n)s") % {"n": said.desil}
    if said.died_date:
        words += f" {day(said.died_date)}"
    if said.payer and sees_payer:
        words += f" ({said.payer})"
    return words


def until_words(until: date) -> str:
    return _("berlaku s.d. %(day)s") % {"day": day(until)}
