"""The office's words for what happens to a membership, where a record keeps them. Screens translate their own."""

from payung.membership.states import EndReason, HoldReason

ENDS = {
    EndReason.DIED: "meninggal dunia",
    EndReason.MOVED: "pindah dari kabupaten",
    EndReason.WAGE_EARNER: "menjadi penerima upah (PU)",
    EndReason.NOT_FOUND: "tidak ditemukan",
    EndReason.WITHDREW: "mengundurkan diri",
    EndReason.AGED_OUT: "melewati batas umur program",
    EndReason.DOUBLE_FUNDED: "iurannya dibayar pihak lain",
    EndReason.BUDGET_ENDED: "anggaran berakhir",
}
HOLDS = {
    HoldReason.DIED: "dikabarkan meninggal dunia",
    HoldReason.MOVED: "dikabarkan pindah",
    HoldReason.WAGE_EARNER: "dikabarkan menjadi penerima upah (PU)",
    HoldReason.NOT_FOUND: "dikabarkan tidak ditemukan",
    HoldReason.LOST_AT_SEA: "dikabarkan hilang di laut",
}
