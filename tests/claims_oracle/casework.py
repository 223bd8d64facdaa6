"""The casework of claims once more, from domain/law.md §4 and the text of the issue: an oracle that imports no rule of ours.

Plain words, days and lists. Its sentences: anyone who may speak tells; the same event told twice is one claim, and a
human being dies once. A death is undetermined until five answers, or BPJS in writing, say which scheme. Possibly work
goes to JKK first (stage I, suspected, concluded, in care, stage II, assessed, decided, paid, closed), and to JKM when
BPJS finds no work in it; JKM has no stages. What BPJS or the inspector says is written. Who is told dead or lost waits:
not billed, not ended, until a person says so with a paper; it can be taken back. Money takes three people, and what was
paid is held against what is owed before a claim is closed.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

OPERATORS, OFFICE = {"operator"}, {"operator", "head"}
TELLERS = OFFICE | {"desa_officer", "kecamatan_officer"}
IN_WRITING = {"conclude_work", "conclude_other", "decide", "refuse", "return", "win", "lose"}
WITH_A_REASON = {"withdraw", "restore", "dispute"}
OF_MONEY = {"send_stage_two", "submit"}
NO_MORE = {"closed", "withdrawn"}
WITH_BPJS = {"submitted", "decided", "paid"}
DEATH_BY_WORK_RP, DEATH_RP = 70_000_000, 42_000_000  # §0: of a member of five days; of one of three months
MONTH_OFF_RP = 1_000_000  # §3.2: the whole base income for each of the first months
PAID_THROUGH = 6  # June: months after an end no longer count
STILL_ASKED = {"undetermined", "reported", "papers", "stage_one", "suspected"}  # what a death was, before BPJS decides


def possible(kind, scheme, state):
    """What may happen to such a claim: by event where it leads, and who does it."""
    as_jkm = ("JKM", "reported")
    died = kind != "accident"
    ways = {
        ("open", "undetermined"): {"treat_as_work": ("JKK", "reported"), "treat_as_death": as_jkm},
        ("JKK", "reported"): {"send_stage_one": "stage_one"},
        ("JKK", "stage_one"): {"suspect": "suspected", "conclude_work": "concluded"},
        ("JKK", "suspected"): {"conclude_work": "concluded"},
        ("JKK", "concluded"): {"send_stage_two": "stage_two"},
        ("JKK", "in_care"): {"send_stage_two": "stage_two"},
        ("JKK", "stage_two"): {"return": "concluded", "decide": "decided", "refuse": "refused"},
        ("JKK", "assessed"): {"decide": "decided", "refuse": "refused", "dispute": "disputed"},
        ("JKK", "decided"): {"pay": "paid", "dispute": "disputed"},
        ("JKK", "refused"): {"dispute": "disputed", "close": "closed"},
        ("JKK", "disputed"): {"win": "concluded", "lose": as_jkm if died else "refused"},
        ("JKM", "reported"): {"gather": "papers", "treat_as_work": ("JKK", "reported")},
        ("JKM", "papers"): {"submit": "submitted", "treat_as_work": ("JKK", "reported")},
        ("JKM", "submitted"): {"return": "papers", "decide": "decided", "refuse": "refused"},
        ("JKM", "refused"): {"gather": "papers", "close": "closed"},
        ("JKM", "decided"): {"pay": "paid"},
    }.get((scheme, state), {})
    ways = dict(ways)
    if state == "paid":
        ways["close"] = "closed"
    if (scheme, state) in {("JKK", "stage_one"), ("JKK", "suspected")}:
        ways["conclude_other"] = as_jkm if died else "refused"
    if (scheme, state) == ("JKK", "refused") and died:
        ways["treat_as_death"] = as_jkm
    if scheme == "JKK" and not died:
        ways |= {"concluded": {"enter_care": "in_care"}, "stage_two": {"assess": "assessed"}}.get(state, {})
    if state in STILL_ASKED:  # BPJS has not concluded, nor been asked for money
        ways["withdraw"] = "withdrawn"
    if state == "withdrawn":
        ways["restore"] = "undetermined" if scheme == "open" else "reported"
    return {
        event: (to if isinstance(to, tuple) else (scheme, to), who_does(event, state)) for event, to in ways.items()
    }


def who_does(event, state):
    """The operator works; told by mistake, to the inspector, and the end are the head's too; giving up is only the head's."""
    if event == "close":
        return {"head"} if state == "refused" else OFFICE
    return OFFICE if event in {"withdraw", "restore", "dispute"} else OPERATORS


@dataclass(frozen=True)
class Person:
    """Somebody who acts; `whole`: for the whole kabupaten."""

    key: str
    roles: frozenset[str]
    whole: bool = True


@dataclass
class Member:
    human: int
    state: str = "running"
    because: str = ""
    ended_on: date | None = None
    ended_by: int | None = None


@dataclass
class Told:
    kind: str
    human: int | None
    day: date | None
    at: datetime
    by: str
    claim: int | None = None
    aside: bool = False


@dataclass
class Sum:
    """What somebody found a claim to owe."""

    number: int
    by: str
    of: tuple[object, ...]  # on what it rests
    lines: dict[str, int]
    approved_by: str = ""


@dataclass
class Gap:
    """Where what was paid is not what is owed; open until it is mended or a person takes it as it is."""

    code: str
    owed: int
    paid: int
    opened_by: str
    closed: str = ""


@dataclass
class Case:
    human: int
    kind: str
    scheme: str
    state: str
    day: date
    death_day: date | None
    told: datetime
    reporter: str
    officer: str = ""
    history: list[tuple[str, str, str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # said of the death
    was: str = ""  # the kind until the death was certain
    clear: bool = False  # five answers are known, and none points to work
    written: bool = False  # somebody has written that it was no work accident
    off: bool = False  # a doctor has said: healed after thirty days off
    family: bool = False
    sums: list[Sum] = field(default_factory=list)
    paid: list[tuple[str, int]] = field(default_factory=list)  # for what (blank: not said), how much
    gaps: list[Gap] = field(default_factory=list)
    asked_on: date | None = None  # when BPJS was asked for the money

    @property
    def place(self):
        return f"{self.scheme}/{self.state}"

    @property
    def certain(self):
        return self.words[-1:] == ["certain"]

    @property
    def died(self):
        return self.kind != "accident"

    @property
    def open_gaps(self):
        return [one for one in self.gaps if not one.closed]


@dataclass
class Office:
    registered: date
    members: dict[int, Member] = field(default_factory=dict)
    reports: dict[int, Told] = field(default_factory=dict)
    cases: dict[int, Case] = field(default_factory=dict)
    acts: int = 0  # each leaves one event

    def of(self, human):
        return [one for one in self.members.values() if one.human == human]

    def standing(self, human, *, but=None):
        """The claims of a human being that were not told by mistake."""
        return [
            one for one in self.cases.values() if one.human == human and one.state != "withdrawn" and one is not but
        ]

    def facts(self, case):
        """On what a sum rests: another of these, and it must be found anew. Whoever was dead before is not covered."""
        day = (case.death_day or case.day) if case.scheme == "JKM" and case.kind == "death" else case.day
        members = self.of(case.human)
        dead = any(one.ended_on is not None and one.ended_on < day for one in members)
        paid = tuple(min(one.ended_on.month, PAID_THROUGH) if one.ended_on else PAID_THROUGH for one in members)
        return case.scheme, case.died, day, case.off, dead, paid

    def approved(self, case):
        """The latest sum that somebody approved and that still rests on what is known."""
        good = [one for one in case.sums if one.approved_by and one.of == self.facts(case)]
        return good[-1] if good else None

    def owed_rp(self, case):
        scheme, died, _, off, dead, _ = self.facts(case)
        if dead:
            return 0
        return DEATH_RP if scheme == "JKM" else DEATH_BY_WORK_RP * died + MONTH_OFF_RP * off

    def may_tell(self, by, day, today):
        return bool(by.roles & TELLERS) and (day is None or day <= today)

    def may_open(self, report, by, human, day):
        """`human`, `day`: as told, or as found out since."""
        settled = report.aside or human is None or day is None or day < self.registered
        return bool(by.roles & OFFICE) and not settled

    def claim_of(self, report, human, day):
        """The claim that tells of this already: a death is one, whatever day was told; else what was on that day."""
        mine = self.cases.items()
        mine = [(number, one) for number, one in mine if one.human == human and one.state != "withdrawn"]
        if report.kind != "accident":
            for number, one in mine:
                if one.kind != "accident":
                    return number
        return next((number for number, one in mine if one.day == day), None)

    def new_case(self, report, human, day):
        died = report.kind != "accident"
        return Case(
            human=human,
            kind=report.kind,
            scheme="open" if died else "JKK",
            state="undetermined" if died else "reported",
            day=day,
            death_day=day if report.kind == "death" else None,
            told=report.at,
            reporter=report.by,
        )

    def settle(self, report, number, human, day):
        """Whoever is told dead or lost waits, in every membership that runs or waits for something else."""
        report.claim, report.human, report.day = number, human, day
        self.cases[number].told = min(self.cases[number].told, report.at)
        if report.kind != "accident":
            self.wait(human, {"death": "died"}.get(report.kind, report.kind))

    def wait(self, human, because):
        for one in self.of(human):
            if one.state != "ended":
                one.state, one.because = "held", because

    def may_step(self, case, event, by, *, on, today, letter, reason, papers_missing):
        """`letter`: none, or whether it has number, scan and day."""
        ways = possible(case.kind, case.scheme, case.state)
        if not by.whole or event not in ways or not ways[event][1] & by.roles:
            return False
        if not case.day <= on <= today or (event in WITH_A_REASON and not reason):
            return False
        if event in IN_WRITING and letter != "whole":
            return False
        answered = case.clear or case.state == "refused"  # its refusal is in writing
        if event == "treat_as_death" and letter != "whole" and (letter != "none" or not answered):
            return False
        if event == "submit" and not (case.clear or case.written):  # told anew since: possibly work after all
            return False
        if event in OF_MONEY and (by.key == case.reporter or papers_missing or not self.approved(case)):
            return False
        if (event == "pay" and not case.paid) or (event == "close" and not self.is_settled(case)):
            return False
        if event == "withdraw" and case.certain:
            return False
        return event != "restore" or self.may_stand_again(case)

    def is_settled(self, case):
        """Nothing was paid, or all of it was held against what is owed and every gap was mended or taken as it is."""
        if not case.paid:
            return True
        return bool(self.approved(case)) and not case.open_gaps and not self.new_gaps(case)

    def may_stand_again(self, case):
        others = self.standing(case.human, but=case)
        if case.kind != "accident" and any(one.kind != "accident" for one in others):
            return False
        return all(one.day != case.day for one in others if one.state != "closed")

    def step(self, case, event, by, on=None, letter="none"):
        """Whoever works on it first, and did not tell of it, is its officer."""
        (scheme, state), _ = possible(case.kind, case.scheme, case.state)[event]
        before = case.place
        case.written |= (case.scheme, scheme) == ("JKK", "JKM") or (event == "treat_as_death" and letter == "whole")
        case.scheme, case.state = scheme, state
        case.history.append((event, before, case.place))
        case.asked_on = on if event in OF_MONEY else case.asked_on
        if not case.officer and "operator" in by.roles and by.key != case.reporter:
            case.officer = by.key
        if event == "restore" and case.kind != "accident":
            for one in self.of(case.human):
                if one.state == "running":
                    one.state, one.because = "held", {"death": "died"}.get(case.kind, case.kind)

    def may_take(self, case, by):
        return "operator" in by.roles and case.reporter != by.key and case.state not in NO_MORE

    def may_answer(self, case, by):
        return bool(by.roles & OFFICE) and case.kind != "accident" and case.state in STILL_ASKED

    def may_be_certain(self, case, by, *, day, paper, today):
        """By a paper, by somebody else than who told; of somebody lost, or hurt, not before that."""
        if not by.roles & OFFICE or not by.whole or by.key == case.reporter or not paper:
            return False
        if case.state in NO_MORE or case.certain or day > today or (case.kind != "death" and day < case.day):
            return False
        others = self.standing(case.human, but=case)
        if case.kind == "accident" and any(one.kind != "accident" for one in others):
            return False
        return all(one.day != min(day, case.day) for one in others if one.state != "closed")

    def be_certain(self, case, number, day):
        """An accident that killed is a death; every membership ends with that day."""
        case.words.append("certain")
        case.was = case.kind
        case.kind = "death" if case.kind == "accident" else case.kind
        case.day, case.death_day = min(day, case.day), day
        for one in self.of(case.human):
            if one.state != "ended":
                one.state, one.because, one.ended_on, one.ended_by = "ended", "", day, number

    def goes_on(self, case):
        return case.was == "accident" and case.scheme == "JKK"

    def may_take_back(self, case, by, *, reason):
        if not by.roles & OFFICE or not by.whole or not reason or not case.certain:
            return False
        return self.goes_on(case) or "withdraw" in possible(case.kind, case.scheme, case.state)

    def take_back(self, case, number, by):
        goes_on = self.goes_on(case)
        case.words.append("taken_back")
        if goes_on:
            case.kind = "accident"
        else:
            self.step(case, "withdraw", by)
        case.death_day = None
        for one in self.of(case.human):
            if one.state == "ended" and one.ended_by == number:
                one.state, one.ended_on, one.ended_by = "running", None, None

    def may_be_alive(self, case, by, *, reason):
        told = by.roles & OFFICE and by.whole and reason and case.kind != "accident" and not case.certain
        return bool(told) and "withdraw" in possible(case.kind, case.scheme, case.state)

    def be_alive(self, case, by):
        case.words.append("alive")
        self.step(case, "withdraw", by)
        for one in self.of(case.human):
            if one.state == "held":
                one.state, one.because = "running", ""

    def may_tell_facts(self, case, by):
        return bool(by.roles & OFFICE) and by.whole and case.state not in WITH_BPJS | NO_MORE

    def may_compute(self, case, by):
        """The officer, when there is a scheme, and all that the law asks is known."""
        known = case.family if case.died else case.off
        worker = "operator" in by.roles and by.key == case.officer != case.reporter
        return worker and case.state != "withdrawn" and case.scheme != "open" and known

    def may_approve(self, case, sum_, by):
        if "head" not in by.roles or by.key in (sum_.by, case.reporter):
            return False
        return sum_.of == self.facts(case) and sum_ is case.sums[-1]

    def approve(self, case, sum_, by):
        sum_.approved_by = by.key
        self.hold_against(case, by)

    def may_record(self, case, by, *, on, today, lines):
        sums = bool(lines) and all(rp > 0 for _, rp in lines)
        return sums and "operator" in by.roles and case.state in {"decided", "paid"} and case.day <= on <= today

    def record(self, case, by, *, on, lines):
        case.paid += lines
        if case.state == "decided":
            self.step(case, "pay", by, on)
        self.hold_against(case, by)

    def differing(self, case):
        """By what it is for: owed and paid. Without a word for what, it is held against all that nothing was said of."""
        owed, said, unsaid = dict(self.approved(case).lines), {}, 0
        for code, rp in case.paid:
            unsaid += rp * (code == "")
            if code:
                said[code] = said.get(code, 0) + rp
        pairs = {code: (owed.get(code, 0), said.get(code, 0)) for code in [*owed, *said]}
        if unsaid:
            rest = {code: owed_rp - paid_rp for code, (owed_rp, paid_rp) in pairs.items() if paid_rp < owed_rp}
            pairs = {code: pair for code, pair in pairs.items() if code not in rest}
            pairs["TOTAL"] = (sum(rest.values()), unsaid)
        return {code: pair for code, pair in pairs.items() if pair[0] != pair[1]}

    def new_gaps(self, case):
        """What nobody has opened yet, nor taken as it is."""
        known = {(one.code, one.owed, one.paid) for one in case.gaps if one.closed != "mended"}
        return [(code, *pair) for code, pair in self.differing(case).items() if (code, *pair) not in known]

    def hold_against(self, case, by):
        if not case.paid or not self.approved(case):
            return
        found = self.differing(case)
        for one in case.open_gaps:
            if one.code not in found:
                one.closed = "mended"
            else:
                one.owed, one.paid = found[one.code]
        case.gaps += [
            Gap(code=code, owed=owed, paid=paid, opened_by=by.key) for code, owed, paid in self.new_gaps(case)
        ]

    def may_accept(self, case, gap, by, *, reason):
        return bool(by.roles & OFFICE and reason) and not gap.closed and by.key not in (gap.opened_by, case.reporter)
