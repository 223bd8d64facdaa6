"""Who goes to BPJS in which kind of batch, from which month, and what of it is said in words. Pure."""

from datetime import date

from payung.enrolment.states import Kind
from payung.shared.dates import Month

KIND_TITLES = {
    Kind.NEW: "DAFTAR BARU",
    Kind.CONTINUE: "LANJUT",
    Kind.MOVE: "PINDAH WADAH",
    Kind.CHANGE: "UBAH DATA",
    Kind.END: "NONAKTIF",
}
REGISTERING = (Kind.NEW, Kind.CONTINUE, Kind.MOVE)  # acceptance makes a membership, or wakes one
TELLING = (*REGISTERING, Kind.CHANGE)  # acceptance means that BPJS has the facts as they were sent


def kind_of(*, kpj_known: bool, is_ours: bool, is_anothers: bool, other_wadah: bool) -> Kind:
    """The kind of batch in which a named person without membership is registered (DESIGN §1.5, §1.9).

    `is_ours`: BPJS says active under our own wadah; `is_anothers`: self-paying or under another payer, and yet named;
    `other_wadah`: the member of the period before belonged to a wadah with another number.
    Edge: who had a KPJ with us is continued by it, also where BPJS was not asked again.
    """
    if is_anothers or other_wadah:
        return Kind.MOVE
    return Kind.CONTINUE if kpj_known or is_ours else Kind.NEW


def bars(*, waits_in: Kind, kind: Kind) -> bool:
    """Whether somebody who waits for the answer to a batch of one kind cannot go into one of another.

    Edge: an end waits for no correction. BPJS bills a dead member for as long as it is not told.
    """
    return not (waits_in is Kind.CHANGE and kind is Kind.END)


def effective_from(*, today: date, cut_off_day: int) -> Month:
    """The month from which a change counts that is sent today: the next, or after the agreement's cut-off day the one
    after that.

    Source: the PKS (cut_off_day).   Edge: the cut-off day itself is still in time.
    """
    return Month.of(today).plus(1 if today.day <= cut_off_day else 2)


def first_month_of(*, named_from: Month, effective: Month | None) -> Month:
    """The first month that is asked of BPJS: the decree's, or a later one that the batch says."""
    return max(named_from, effective) if effective else named_from
