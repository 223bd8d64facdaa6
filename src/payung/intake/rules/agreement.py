"""What a NIK and the birth and sex columns say of each other, and the age that follows.

The column is what the office claims, so age counts from it, and from the NIK where the column says nothing. A real KTP
may differ from its own NIK (a court corrects the date, the NIK stays), so a difference is a question, never a fault.
"""

from datetime import date

from payung.intake.rules.birth_dates import Birth, BirthReader
from payung.intake.rules.numbers import Findings
from payung.intake.rules.person_cells import SEX_TEXT, read_sex
from payung.intake.rules.problems import Finding
from payung.intake.rules.remembered import Remembered
from payung.programmes.rules import Limits
from payung.shared.dates import day_text
from payung.shared.nik import BirthDigits, Sex, birth_digits, digits_of

Settled = tuple[Birth, Sex | None, Findings]
_NO_DATE = Finding("NIK_BIRTH_DATE_IMPOSSIBLE", "nik")


class Agreement:
    """Settles birth date and sex, once for each combination of NIK digits and cells that a list holds."""

    def __init__(self, *, on: date, limits: Limits, births: BirthReader) -> None:
        self._on = on
        self._limits = limits
        self._births = births
        self._written = Remembered(births.read)
        self._sexes = Remembered(read_sex)
        self._from_nik = Remembered(self._of_nik)

    def settle(self, told: tuple[str, object, object]) -> Settled:
        """What holds for digits 7 to 12 of the NIK ("" without one), a birth cell (a day, month and year cell where the
        list has three) and a sex cell."""
        nik_digits, born, sex_cell = told
        written, written_sex = self._read(born), self._sexes[sex_cell]
        if written.day and written_sex and nik_digits == digits_of(day=written.day, sex=written_sex):
            return written, written_sex, written.findings  # as nearly always: all three say the same
        digits = birth_digits(nik_digits) if nik_digits else None
        birth, birth_findings = self.birth(digits=digits, written=written)
        sex, sex_findings = self.sex(digits=digits, written=written_sex)
        impossible = (_NO_DATE,) if nik_digits and digits is None else ()
        return birth, sex, impossible + birth_findings + sex_findings

    def _read(self, born: object) -> Birth:
        return self._births.read_parts(*born) if isinstance(born, tuple) else self._written[born]

    def birth(self, *, digits: BirthDigits | None, written: Birth) -> tuple[Birth, Findings]:
        """The birth date that holds, and what to say of it. `digits` are the NIK's, None where they are no date."""
        if digits is None:
            return written, written.findings
        if written.day is None:
            taken = self._from_nik[digits]
            if not written.findings:
                return taken, taken.findings
            if written.findings[0].code == "BIRTH_DATE_IMPOSSIBLE":  # the column says nothing that age could count from
                written = written._replace(age_code=taken.age_code, age=taken.age)
            return written, written.findings
        if _says_the_same(digits, written.day):
            return written, written.findings
        if written.other_day and _says_the_same(digits, written.other_day):
            return self._births.of_day(written.other_day, written.findings), written.findings
        by_nik = self._from_nik[digits]
        mismatch = Finding(
            "NIK_BIRTH_DATE_MISMATCH",
            "birth_date",
            (("menurut_nik", day_text(by_nik.day) if by_nik.day else ""), ("tertulis", day_text(written.day))),
        )
        if by_nik.age_code != written.age_code:
            written = written._replace(age_code=None)  # the two fall on different sides of a limit: only the mismatch
        return written, (*written.findings, mismatch)

    def sex(self, *, digits: BirthDigits | None, written: Sex | None) -> tuple[Sex | None, Findings]:
        """The sex that holds: as written, else the NIK's."""
        if digits is None or written == digits.sex:
            return written, ()
        if written is None:
            return digits.sex, ()
        words = (("menurut_nik", SEX_TEXT[digits.sex]), ("tertulis", SEX_TEXT[written]))
        return written, (Finding("NIK_SEX_MISMATCH", "sex", words),)

    def age(self, *, birth: Birth, name: str, is_member: bool) -> Findings:
        """What the age on the planned day asks for: refused, or a person decides.

        Source: law.md §5.1 (below 65 at registration; 15 is the floor of child labour); the programme's own lower age.
        """
        code = birth.age_code
        if code is None:
            return ()
        bound = {"AGE_OVER_LIMIT": self._limits.age_below, "AGE_UNDER_LIMIT": self._limits.legal_age_from}
        words = (
            ("nama", name or "Orang ini"),
            ("umur", str(birth.age)),
            ("pada", day_text(self._on)),
            ("batas", str(bound.get(code, self._limits.age_from))),
        )
        if code == "AGE_OVER_LIMIT" and is_member:
            code = "AGE_OVER_LIMIT_CONTINUING"
        return (Finding(code, "birth_date", words),)

    def _of_nik(self, digits: BirthDigits) -> Birth:
        day = digits.date_on_or_before(self._on)
        if day is None:
            return Birth(None, ())
        return self._births.of_day(day, (Finding("BIRTH_DATE_FROM_NIK", "birth_date", (("tanggal", day_text(day)),)),))


def _says_the_same(digits: BirthDigits, day: date) -> bool:
    """Day, month and year without its century; a NIK holds no century."""
    return (digits.day, digits.month, digits.year_of_century) == (day.day, day.month, day.year % 100)
