"""The claims of a person as their page tells them: where each stands, what is next, what happened, what was told."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.accounts.wording import day, instant
from payung.claims.present.reports import SIGNS as REPORT_SIGNS
from payung.claims.present.reports import STATES as REPORT_STATES
from payung.claims.present.words import EVENT_WORDS, KIND_WORDS, SIGNS, STATE_WORDS, headline
from payung.claims.present.worklist import next_act, sentence
from payung.claims.queries.reports import ReportFacts
from payung.claims.queries.standing import StepFacts
from payung.desk.present.moments import Moment
from payung.desk.queries import Claimed, Story


def claimed(story: Story) -> Iterator[Moment]:
    """Each claim with its steps, the latest event first; then what was told of the person."""
    for one in story.claims:
        yield _claim(one)
        yield from (_step(one, step) for step in one.steps)
    yield from map(_report, story.reports)


def _claim(one: Claimed) -> Moment:
    claim = one.facts
    state = str(STATE_WORDS[claim.state])
    told = _("%(state)s. %(next)s") % {"state": f"{state[:1].upper()}{state[1:]}", "next": _next(one)}
    return Moment(
        when=day(claim.event_date),
        what=_("Klaim: %(kind)s") % {"kind": KIND_WORDS[claim.kind]},
        told=told,
        address=reverse("claims:claim", args=[claim.id]),
        state=SIGNS[claim.state],
    )


def _next(one: Claimed) -> str:
    """What is to be done next and until when; of a claim that is over, how it ended."""
    act = next_act(one.facts)
    if not one.facts.is_open or not act:
        return headline(one.facts.standing)
    return sentence(act, what=one.task.what, by=one.task.by, when=one.task.when)


def _step(one: Claimed, step: StepFacts) -> Moment:
    letter = _("surat %(number)s") % {"number": step.paper_number} if step.paper_number else ""
    return Moment(
        when=day(step.happened_on),
        what=str(EVENT_WORDS[step.event]),
        told="; ".join(filter(None, (str(STATE_WORDS[step.to_state]), letter, step.note))),
        address=reverse("claims:claim", args=[one.facts.id]),
        state=SIGNS[step.to_state],
    )


def _report(report: ReportFacts) -> Moment:
    return Moment(
        when=instant(report.told_at),
        what=_("Laporan: %(kind)s") % {"kind": KIND_WORDS[report.kind]},
        told=str(REPORT_STATES[report.state]),
        address=reverse("claims:report", args=[report.id]),
        state=REPORT_SIGNS[report.state],
    )
