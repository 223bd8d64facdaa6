"""Words of names that are one word written otherwise: data, each with its reason.

Spelling that a rule explains (oe, dj, doubled letters) stands in `spelling.py`, how words sound in `sounds.py`.
Keys and variants are written as `spelling` leaves them: upper case, modern spelling, no letter doubled.
"""

from typing import NamedTuple


class Equivalent(NamedTuple):
    """A word and its other writings, and where these come from."""

    word: str
    variants: str
    because: str


EQUIVALENTS = (
    Equivalent(
        "MUHAMAD",
        "MUH MOH MUKH MOKH MHD MUHD MOHD MHMD MUHAMA MUHAMED MOHAMED MUHAMAT MOHAMAT MUKHAMAT MUHAMD MUHMAD MOHMAD"
        " MOHAMAD MUKHAMAD MOKHAMAD MUHAMUD MEHMED",
        "the prophet's name as offices shorten it; ch is kh in the spelling before 1972",
    ),
    Equivalent("AHMAD", "AKHMAD AKHMAT AHMAT AHMED AKMAD AKH AHM AKHM", "written Achmad before 1972, and shortened"),
    Equivalent("SITI", "STI SITY SITIE STY", "Siti as clerks shorten it; St. at the head of a name, see `names.py`"),
    Equivalent("ABDUL", "ABD ABDL ABDOL ABDUR ABDUS ABDUN ABDU", "the Arabic article takes on the next letter"),
    Equivalent("NUR", "NOR NR", "Noor and Nor are how Banjar people write Nur"),
    Equivalent("YUSUF", "JUSUF JUSUP YUSUP YUSOP YUSOF USUP", "j was y before 1972; f and p are one sound to many"),
    Equivalent("YAHYA", "JAHYA JAHJA", "j was y before 1972"),
    Equivalent("YAKUB", "JAKUB JAKUP YAKUP YAQUB YAQUP", "j was y before 1972"),
    Equivalent("SYAMSUDIN", "SAMSUDIN SAMSUDIM", "sy and s are one sound to many"),
    Equivalent("SALEH", "SOLEH SHOLEH SHALEH SALIH SOLIH SHOLIH", "Arabic a after s as it is heard"),
    Equivalent("SRI", "SRIE SERI", "the Sanskrit honour as it is heard"),
    Equivalent("KRISTINA", "KHRISTINA CRISTINA", "ch is k in Christian names"),
    Equivalent("DAENG", "DG DENG", "the Makassarese honour"),
    Equivalent("GUSTI", "GST GT", "the Banjarese and Balinese honour"),
    Equivalent("ANTUNG", "ANT", "the Banjarese honour"),
    Equivalent("RADEN", "RD RDN", "the Javanese and Sundanese honour"),
    Equivalent("KARAENG", "KR KRG", "the Makassarese honour"),
)

CANONICAL = {variant: equivalent.word for equivalent in EQUIVALENTS for variant in equivalent.variants.split()}

# Said before a name and left out as often: they part no two people, and are dropped where a name remains.
HONOURS = frozenset("DAENG GUSTI ANTUNG RADEN KARAENG PUANG PETTA PETA DATU DATUK PANGERAN".split())  # noqa: SIM905
TITLES = frozenset(
    """
    HJ HAJI HAJAH HJH DRS DRA DRG DR IR PROF KH KYAI KIAI UST USTAD USTADZ USTADZAH USTAZ USTADAH TGH GURU
    BPK BAPAK PAK IBU BU SDR SDRI SAUDARA SAUDARI TN NY NN NYONYA TUAN ACIL AMANG JULAK PAMAN BIBI UWA MAMA NENEK
    """.split()  # noqa: SIM905
)
TITLES_ANYWHERE = frozenset({"HJ", "HAJI", "HAJAH", "HJH"})
ARTICLES = frozenset({"LA", "I", "NI", "SI"})  # Bugis La and I, Balinese I and Ni, Banjar Si: like "the"
OF_THE_FATHER = frozenset({"BIN", "BINTI", "BINTY", "BINTE", "BNT", "BTI", "BT", "BINT"})
ALIASES = frozenset({"ALIAS", "ALS", "AKA", "DIPANGGIL"})
DEATH_MARKS = frozenset({"ALM", "ALMH", "ALMARHUM", "ALMARHUMAH"})
# Degrees without their dots, behind a name. Those of two letters only where two words remain: they may be initials.
DEGREES = frozenset(
    """
    SPD SPDI SPDSD SSOS SSOSI SKOM SKOMI SIKOM SKM SKEP SKEB SHUT SPSI SST SSTP STP STR SHI SEI SAG MPD MPDI MSI MKES
    MKOM MAG MHUM AMD AMDKEB AMDKEP AMKEB AMKEP SIP SPI SPT SAP
    """.split()  # noqa: SIM905
)
SHORT_DEGREES = frozenset({"SE", "SH", "ST", "SP", "SS", "MM", "MH", "MT"})
