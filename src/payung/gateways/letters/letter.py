"""Fills a template with facts, and says beforehand what is wrong with a template, all at once."""

import difflib
import io
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from jinja2.exceptions import TemplateSyntaxError

from payung.gateways.letters.language import Language, NotInLanguage, TooLong, WordMissing, words_of
from payung.gateways.letters.template import Template, open_template, sources
from payung.gateways.spreadsheets.inspection import Refusal, Refused
from payung.shared.dates import day_text
from payung.shared.problems import Level, Problem

_TAG = re.compile(r"<[^>]+>")
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")  # `\a` and `\f` too: docxtpl makes pages of them
_QUOTED_MOST = 80


class LetterRefused(Exception):
    """The letter cannot be made; `problems` say what to mend in the template."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(sorted({problem.code for problem in problems})))
        self.problems = problems


def render_letter(*, template: Template, facts: Mapping[str, object]) -> bytes:
    """The letter as a .docx. Facts are texts, whole numbers, yes and no, days, `None`, and lists of rows of these.

    Raises LetterRefused for what lies in the template or is missing in the facts.
    """
    told = {name: plain(value) for name, value in facts.items()}
    words, problems = _read(template)
    problems += [_word_problem(word, told) for word in sorted(words) if not _offered(told, word.split("."))]
    if problems:
        raise LetterRefused(problems)
    out = io.BytesIO()
    try:
        letter = open_template(template)
        letter.render(told, Language(), autoescape=True)
        letter.save(out)
    except WordMissing as missing:  # in one row of a list and not in another
        raise LetterRefused([_word_problem(missing.word, ())]) from missing
    except TooLong as fault:
        raise LetterRefused([_too_long()]) from fault
    return out.getvalue()


def letter_words(template: Template) -> set[str]:
    """Which words the template uses; `keluar.nama` for a word of the rows of a list. Raises LetterRefused."""
    words, problems = _read(template)
    if problems:
        raise LetterRefused(problems)
    return words


def check_letter(*, template: Template, known_words: Collection[str]) -> list[Problem]:
    """What is wrong with the template and what to do; nothing if a letter can be made from it."""
    words, problems = _read(template)
    unknown = sorted(words.difference(known_words))
    return [*problems, *(_word_problem(word, known_words) for word in unknown)]


def _read(template: Template) -> tuple[set[str], list[Problem]]:
    """The words of all parts that can be understood, and a problem for each that cannot."""
    words: set[str] = set()
    problems = []
    try:
        for source in sources(open_template(template)):
            try:
                words |= words_of(Language().parse(source))
            except (TemplateSyntaxError, RecursionError) as fault:
                problems.append(_language_problem(fault, source))
    except Refused as refused:
        return set(), [_file_problem(refused.refusal)]
    return words, problems


def _offered(facts: object, path: Sequence[str]) -> bool:
    """Whether the facts have this word. A list without rows is asked for none of its words."""
    if not path:
        return True
    if isinstance(facts, list):
        return not facts or any(_offered(row, path) for row in facts)
    return isinstance(facts, Mapping) and path[0] in facts and _offered(facts[path[0]], path[1:])


def plain(value: object) -> object:
    """Only plain values reach a template: nothing that has methods worth calling."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return _ILLEGAL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, date) and not isinstance(value, datetime):
        return day_text(value)
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    raise TypeError(f"a letter is not written from {type(value).__name__}")


def _file_problem(refusal: Refusal) -> Problem:
    return Problem(
        code=refusal.code.replace("FILE_", "LETTER_"),
        level=Level.ERROR,
        message=f"Templat ini tidak dapat dipakai: {refusal.detail}.",
        remedy="Simpan ulang sebagai dokumen Word (.docx) biasa, atau mulai dari templat bawaan.",
    )


def _language_problem(fault: TemplateSyntaxError | RecursionError, source: str) -> Problem:
    place = _quoted(source, fault.lineno) if isinstance(fault, TemplateSyntaxError) else ""
    near = f" di dekat “{place}”" if place else ""
    if isinstance(fault, NotInLanguage):
        return Problem(
            code="LETTER_NOT_ALLOWED",
            level=Level.ERROR,
            message=f"Templat {fault.message}{near}.",
            remedy="Pakai hanya {{ kata }}, {% for … in … %} dan {% if … %}, seperti pada templat bawaan.",
        )
    return Problem(
        code="LETTER_SYNTAX",
        level=Level.ERROR,
        message=f"Ada tanda kurung kurawal yang tidak lengkap atau perintah yang keliru{near}.",
        remedy="Periksa: setiap {{ ditutup }}, setiap {% for %} ditutup {% endfor %}, setiap {% if %} ditutup {% endif %}.",
    )


def _word_problem(word: str, known_words: Collection[str]) -> Problem:
    near = difflib.get_close_matches(word, known_words, n=1)
    meant = f"Mungkin maksudnya {{{{ {near[0]} }}}}. " if near else ""
    return Problem(
        code="LETTER_WORD_UNKNOWN",
        level=Level.ERROR,
        message=f"Templat memakai kata {{{{ {word} }}}}, yang tidak ada isinya.",
        remedy=f"{meant}Perbaiki ejaannya atau hapus kata itu dari templat.",
    )


def _too_long() -> Problem:
    return Problem(
        code="LETTER_TOO_LARGE",
        level=Level.ERROR,
        message="Surat dari templat ini menjadi terlalu panjang.",
        remedy="Jangan mengulang seluruh isi surat untuk setiap baris daftar; ulang satu baris tabel saja.",
    )


def _quoted(source: str, line: int | None) -> str:
    lines = source.splitlines()
    if not line or line > len(lines):
        return ""
    text = " ".join(_TAG.sub("", lines[line - 1]).split())
    return text if len(text) <= _QUOTED_MOST else f"{text[:_QUOTED_MOST]}…"
