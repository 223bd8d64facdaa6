"""What verifications, bills, payments, differences, overpayments and collisions go through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from payung.accounts.rules import Role

S = TypeVar("S", bound=StrEnum)
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Generic[S, E]):
    from_: S
    event: E
    to: S
    who: frozenset[Role]
    because: str


class NotAllowed(Exception):
    """The step does not exist, or is somebody else's. The text is a sentence for whoever tried it."""


class BillState(StrEnum):
    DRAWN_UP = "drawn_up"  # its dues are owed; no kode iuran yet
    ISSUED = "issued"  # BPJS gave a kode iuran
    PAID = "paid"  # SP2D of JKK and of JKM cover it whole
    RECEIVED = "received"  # BPJS confirmed: cover
    CANCELLED = "cancelled"  # before any money moved; its dues are void


class BillEvent(StrEnum):
    ISSUE = "issue"
    REISSUE = "reissue"  # the kode iuran expired
    PAY = "pay"
    RECEIVE = "receive"
    CANCEL = "cancel"


class PaymentState(StrEnum):
    REQUESTED = "requested"  # SPP-LS, by the PPTK
    VERIFIED = "verified"  # by the PPK-SKPD
    ORDERED = "ordered"  # SPM, signed by the PA/KPA
    DISBURSED = "disbursed"  # SP2D, by BPKAD
    WITHDRAWN = "withdrawn"


class PaymentEvent(StrEnum):
    VERIFY = "verify"
    RETURN = "return"
    ORDER = "order"
    DISBURSE = "disburse"
    WITHDRAW = "withdraw"


class Scheme(StrEnum):
    """The account of the budget: contributions of JKK and of JKM are paid from two."""

    JKK = "JKK"
    JKM = "JKM"


class VervalState(StrEnum):
    """Of one desa in one round."""

    WAITING = "waiting"
    ANSWERED = "answered"
    SILENT = "silent"  # the round ended without its answer


class VervalAnswer(StrEnum):
    WORKING = "working"  # alive and working
    DIED = "died"
    MOVED = "moved"
    WAGE_EARNER = "wage_earner"
    NOT_FOUND = "not_found"


class VervalEvent(StrEnum):
    """What is done in a round."""

    RENEW = "renew"  # another link
    TELL = "tell"  # of some members
    ANSWER = "answer"  # of all: whoever was not told of is alive and working
    MINUTES = "minutes"  # the signed paper came to an answer over the link
    END = "end"  # memberships, on the word of the desa
    RELEASE = "release"  # likewise
    CLOSE = "close"


class DifferenceKind(StrEnum):
    """Where decree, bill and BPJS's list disagree about somebody."""

    NOT_BILLED = "not_billed"  # named and running, no due
    BILLED_NOT_ACTIVE = "billed_not_active"
    ACTIVE_NOT_BILLED = "active_not_billed"
    OTHER_PAYER = "other_payer"
    MONTHS_OVERLAP = "months_overlap"
    WRONG_NAME = "wrong_name"
    WRONG_NIK = "wrong_nik"
    KPJ_CHANGED = "kpj_changed"
    AMOUNT = "amount"


class DifferenceState(StrEnum):
    OPEN = "open"
    OWNED = "owned"  # somebody has it in hand
    CLOSED = "closed"


class DifferenceEvent(StrEnum):
    TAKE = "take"
    CLOSE = "close"
    REOPEN = "reopen"


class OverpaymentState(StrEnum):
    OPEN = "open"
    COMPENSATED = "compensated"  # with a later bill
    REFUNDED = "refunded"  # to the treasury
    GIVEN_UP = "given_up"  # by a named decision
    WITHDRAWN = "withdrawn"  # the end of the membership was a mistake: nothing was paid too much


class OverpaymentEvent(StrEnum):
    COMPENSATE = "compensate"
    REFUND = "refund"
    GIVE_UP = "give_up"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"  # the later bill was cancelled


class CollisionState(StrEnum):
    """Another payer pays for one of ours."""

    OPEN = "open"
    OURS = "ours"  # the other ends, or a person decided that ours stands
    THEIRS = "theirs"  # ours ends
    NOT_ONE = "not_one"  # another human being after all


class CollisionEvent(StrEnum):
    KEEP_OURS = "keep_ours"
    LEAVE_TO_THEM = "leave_to_them"
    NOT_THE_SAME = "not_the_same"


_OPERATOR = frozenset({Role.OPERATOR})
_HEAD = frozenset({Role.HEAD})
_PPTK = frozenset({Role.PPTK, Role.OPERATOR})
_PPK = frozenset({Role.PPK_SKPD})
_TREASURER = frozenset({Role.TREASURER})
_CASHIER = _TREASURER | _OPERATOR
_DINAS = _OPERATOR | _HEAD

BILL_STEPS: Sequence[Step[BillState, BillEvent]] = (
    Step(
        from_=BillState.DRAWN_UP,
        event=BillEvent.ISSUE,
        to=BillState.ISSUED,
        who=_OPERATOR,
        because="BPJS gave a kode iuran",
    ),
    Step(
        from_=BillState.ISSUED,
        event=BillEvent.REISSUE,
        to=BillState.ISSUED,
        who=_OPERATOR,
        because="the kode iuran expired",
    ),
    Step(from_=BillState.ISSUED, event=BillEvent.PAY, to=BillState.PAID, who=_CASHIER, because="SP2D cover it whole"),
    Step(from_=BillState.PAID, event=BillEvent.RECEIVE, to=BillState.RECEIVED, who=_CASHIER, because="BPJS confirmed"),
    Step(
        from_=BillState.DRAWN_UP, event=BillEvent.CANCEL, to=BillState.CANCELLED, who=_DINAS, because="it is not needed"
    ),
    Step(from_=BillState.ISSUED, event=BillEvent.CANCEL, to=BillState.CANCELLED, who=_DINAS, because="it was wrong"),
)
PAYMENT_STEPS: Sequence[Step[PaymentState, PaymentEvent]] = (
    Step(
        from_=PaymentState.REQUESTED,
        event=PaymentEvent.VERIFY,
        to=PaymentState.VERIFIED,
        who=_PPK,
        because="papers and sums are right",
    ),
    Step(
        from_=PaymentState.REQUESTED,
        event=PaymentEvent.RETURN,
        to=PaymentState.WITHDRAWN,
        who=_PPK,
        because="something in it is not right",
    ),
    Step(
        from_=PaymentState.VERIFIED,
        event=PaymentEvent.ORDER,
        to=PaymentState.ORDERED,
        who=_HEAD,
        because="the SPM is signed",
    ),
    Step(
        from_=PaymentState.ORDERED,
        event=PaymentEvent.DISBURSE,
        to=PaymentState.DISBURSED,
        who=_TREASURER,
        because="BPKAD gave the SP2D",
    ),
    Step(
        from_=PaymentState.REQUESTED,
        event=PaymentEvent.WITHDRAW,
        to=PaymentState.WITHDRAWN,
        who=_PPTK,
        because="it was drawn up wrongly",
    ),
    Step(
        from_=PaymentState.VERIFIED,
        event=PaymentEvent.WITHDRAW,
        to=PaymentState.WITHDRAWN,
        who=_PPTK | _HEAD,
        because="it is not signed",
    ),
    Step(
        from_=PaymentState.ORDERED,
        event=PaymentEvent.WITHDRAW,
        to=PaymentState.WITHDRAWN,
        who=_HEAD,
        because="BPKAD refused it",
    ),
)
DIFFERENCE_STEPS: Sequence[Step[DifferenceState, DifferenceEvent]] = (
    Step(
        from_=DifferenceState.OPEN,
        event=DifferenceEvent.TAKE,
        to=DifferenceState.OWNED,
        who=_DINAS,
        because="somebody works on it",
    ),
    Step(
        from_=DifferenceState.OPEN,
        event=DifferenceEvent.CLOSE,
        to=DifferenceState.CLOSED,
        who=_DINAS,
        because="it is settled",
    ),
    Step(
        from_=DifferenceState.OWNED,
        event=DifferenceEvent.TAKE,
        to=DifferenceState.OWNED,
        who=_DINAS,
        because="another works on it",
    ),
    Step(
        from_=DifferenceState.OWNED,
        event=DifferenceEvent.CLOSE,
        to=DifferenceState.CLOSED,
        who=_DINAS,
        because="it is settled",
    ),
    Step(
        from_=DifferenceState.CLOSED,
        event=DifferenceEvent.REOPEN,
        to=DifferenceState.OPEN,
        who=_DINAS,
        because="it was not",
    ),
)
OVERPAYMENT_STEPS: Sequence[Step[OverpaymentState, OverpaymentEvent]] = (
    Step(
        from_=OverpaymentState.OPEN,
        event=OverpaymentEvent.COMPENSATE,
        to=OverpaymentState.COMPENSATED,
        who=_OPERATOR,
        because="a later bill is smaller by it",
    ),
    Step(
        from_=OverpaymentState.OPEN,
        event=OverpaymentEvent.REFUND,
        to=OverpaymentState.REFUNDED,
        who=_CASHIER,
        because="BPJS paid it back to the treasury",
    ),
    Step(
        from_=OverpaymentState.OPEN,
        event=OverpaymentEvent.GIVE_UP,
        to=OverpaymentState.GIVEN_UP,
        who=_HEAD,
        because="a person decided, by name",
    ),
    Step(
        from_=OverpaymentState.OPEN,
        event=OverpaymentEvent.WITHDRAW,
        to=OverpaymentState.WITHDRAWN,
        who=_OPERATOR,
        because="the membership had not ended",
    ),
    Step(
        from_=OverpaymentState.COMPENSATED,
        event=OverpaymentEvent.REOPEN,
        to=OverpaymentState.OPEN,
        who=_DINAS,
        because="the later bill was cancelled",
    ),
)
COLLISION_STEPS: Sequence[Step[CollisionState, CollisionEvent]] = (
    Step(
        from_=CollisionState.OPEN,
        event=CollisionEvent.KEEP_OURS,
        to=CollisionState.OURS,
        who=_DINAS,
        because="the other payer ends",
    ),
    Step(
        from_=CollisionState.OPEN,
        event=CollisionEvent.LEAVE_TO_THEM,
        to=CollisionState.THEIRS,
        who=_DINAS,
        because="ours ends",
    ),
    Step(
        from_=CollisionState.OPEN,
        event=CollisionEvent.NOT_THE_SAME,
        to=CollisionState.NOT_ONE,
        who=_DINAS,
        because="it is somebody else",
    ),
)

_WORDS: Sequence[tuple[StrEnum, str]] = (
    (BillState.DRAWN_UP, "Tagihan ini baru disusun. Catat dahulu kode iuran dari BPJS."),
    (
        BillState.ISSUED,
        "Tagihan ini menunggu pembayaran. Terbitkan SPP-LS untuknya, atau catat kode iuran baru bila kedaluwarsa.",
    ),
    (BillState.PAID, "Tagihan ini sudah dibayar. Catat bukti terima BPJS."),
    (
        BillState.RECEIVED,
        "Tagihan ini sudah diterima BPJS. Koreksinya dicatat sebagai kelebihan bayar atau jurnal balik.",
    ),
    (BillState.CANCELLED, "Tagihan ini sudah dibatalkan. Susun tagihan baru."),
    (PaymentState.REQUESTED, "SPP ini menunggu verifikasi PPK-SKPD."),
    (PaymentState.VERIFIED, "SPP ini menunggu SPM yang ditandatangani kepala dinas."),
    (PaymentState.ORDERED, "SPM ini menunggu SP2D dari BPKAD."),
    (PaymentState.DISBURSED, "SP2D sudah terbit. Koreksinya dicatat sebagai kelebihan bayar atau jurnal balik."),
    (PaymentState.WITHDRAWN, "SPP ini sudah ditarik. Susun SPP baru."),
    (DifferenceState.OPEN, "Selisih ini belum ada yang menangani. Tangani atau tutup dengan alasannya."),
    (DifferenceState.OWNED, "Selisih ini sedang ditangani. Tutup dengan alasannya bila sudah selesai."),
    (DifferenceState.CLOSED, "Selisih ini sudah ditutup. Buka kembali bila ternyata belum selesai."),
    (OverpaymentState.OPEN, "Kelebihan bayar ini masih terbuka. Kompensasikan, catat pengembaliannya, atau putuskan."),
    (OverpaymentState.COMPENSATED, "Kelebihan bayar ini sudah dikompensasikan."),
    (OverpaymentState.REFUNDED, "Kelebihan bayar ini sudah dikembalikan ke kas daerah."),
    (OverpaymentState.GIVEN_UP, "Kelebihan bayar ini sudah diputus."),
    (OverpaymentState.WITHDRAWN, "Kelebihan bayar ini ditarik: kepesertaannya ternyata tidak berakhir."),
    (CollisionState.OPEN, "Benturan pembayar ini menunggu keputusan."),
    (CollisionState.OURS, "Benturan ini sudah diputus: pembayaran kita yang berlaku."),
    (CollisionState.THEIRS, "Benturan ini sudah diputus: pembayar lain yang berlaku."),
    (CollisionState.NOT_ONE, "Benturan ini sudah diputus: bukan orang yang sama."),
)
# By the machine too: words of several are equal, and a StrEnum is its word.
STANDS = {(type(state), state): words for state, words in _WORDS}
_WHO = {
    _OPERATOR: "operator dinas",
    _HEAD: "kepala dinas",
    _PPTK: "PPTK atau operator dinas",
    _PPTK | _HEAD: "PPTK, operator atau kepala dinas",
    _PPK: "PPK-SKPD",
    _TREASURER: "bendahara pengeluaran",
    _CASHIER: "bendahara pengeluaran atau operator dinas",
    _DINAS: "operator atau kepala dinas",
}


def after(steps: Sequence[Step[S, E]], state: S, event: E, roles: Iterable[Role]) -> S:
    """The state that follows for somebody of these roles. Raises NotAllowed, with what can be done instead."""
    for step in steps:
        if (step.from_, step.event) == (state, event):
            if step.who.isdisjoint(roles):
                raise NotAllowed(
                    f"Langkah ini dilakukan oleh {_WHO[step.who]}. Mintalah yang bersangkutan melakukannya."
                )
            return step.to
    raise NotAllowed(STANDS[type(state), state])
