"""How the office calls accounts and entries. Pure."""

from payung.ledger.states import AccountKind, EntryKind

ACCOUNTS = {
    AccountKind.CEILING: "Pagu",
    AccountKind.AVAILABLE: "Belum terikat",
    AccountKind.COMMITTED: "Terikat keputusan",
    AccountKind.BILLED: "Ditagih",
    AccountKind.PAID: "Dibayar (SP2D)",
    AccountKind.RECEIVED: "Diterima BPJS",
    AccountKind.OVERPAID: "Kelebihan bayar",
    AccountKind.REFUNDED: "Kembali ke kas daerah",
    AccountKind.GIVEN_UP: "Ditutup dengan keputusan",
}

# What undoes an entry that has an act of its own for it: then the books are not turned back by hand.
OWN_WAY = {
    EntryKind.CEILING: "Ubah pagunya di halaman program; buku mengikutinya.",
    EntryKind.COMMITMENT: "Ubah keputusannya dengan keputusan perubahan atau berita acara.",
    EntryKind.RELEASE: "Pulihkan kepesertaan orangnya; bulannya terikat lagi.",
    EntryKind.BILL: "Batalkan tagihannya di halaman tagihan.",
    EntryKind.BILL_CANCELLED: "Buat tagihan baru untuk bulan itu.",
    EntryKind.RECEIPT: "Bukti terima membuka perlindungan. Catat selisihnya di halaman pencocokan, "
    "dan mintalah BPJS membetulkan daftarnya.",
    EntryKind.OVERPAYMENT: "Pulihkan kepesertaannya bila pengakhirannya keliru; kelebihan bayarnya ditarik sendiri.",
    EntryKind.COMPENSATION: "Batalkan tagihan yang memakainya, selama belum dibayar.",
    EntryKind.REFUND: "Uangnya sudah di kas daerah. Catat selisihnya di halaman pencocokan.",
    EntryKind.GIVING_UP: "Keputusannya bernama. Buat keputusan baru, lalu catat di halaman kelebihan bayar.",
    EntryKind.REVERSAL: "Catat lagi kejadian yang sebenarnya dari halamannya.",
}
