"""The programme of the demo: places for three in five of those invented, from three funds, as a file an office would write."""

from datetime import date
from pathlib import Path

import yaml

CODE = "2027"
MONTHS = 12
MONTHLY_RP = 16_800  # only to set ceilings; what is owed says the law
SHARE_OF_PLACES, SHARE_OF_SAWIT, SHARE_OF_PROVINCE = 0.60, 0.08, 0.06
PLANTATIONS = ["buruh tani", "pekebun", "petani"]


def places_for(workers: int) -> int:
    return max(3, round(workers * SHARE_OF_PLACES))  # one at least for each fund


def write_programme(*, path: Path, workers: int) -> None:
    """The programme as a file for `payung programme open`."""
    places = places_for(workers)
    sawit, province = max(1, round(places * SHARE_OF_SAWIT)), max(1, round(places * SHARE_OF_PROVINCE))
    plan = {
        "kabupaten": "63.02",
        "code": CODE,
        "name": "Perlindungan pekerja rentan Kotabaru 2027 (rekaan)",
        "first_month": "2027-01",
        "last_month": "2027-12",
        "registration_date": date(2027, 1, 1),
        "funds": [
            _fund("sawit", "dbh_sawit", "DBH Sawit 2027", sawit, occupations=PLANTATIONS),
            _fund("provinsi", "province", "Bantuan keuangan provinsi 2027", province, occupations=["nelayan"]),
            _fund("apbd", "apbd", "APBD Kabupaten Kotabaru 2027", places - sawit - province),
        ],
        "quotas": {"programme": places},
        "agreement": {
            "number": "560/REKAAN/PKS/2026",
            "signed_date": date(2026, 12, 10),
            "first_date": date(2027, 1, 1),
            "last_date": date(2027, 12, 31),
            "term_months": 3,
            "cut_off_day": 20,
            "replacement_by": "minutes",
            "replacement_clause": "Pasal 7 ayat (2): penggantian peserta dengan berita acara",
        },
        "calendar": {"budget_from_date": date(2027, 2, 1), "last_payment_order_date": date(2027, 12, 15)},
        "holidays": [
            {"day": date(2026, 12, 25), "name": "Hari Raya Natal"},
            {"day": date(2027, 1, 1), "name": "Tahun Baru"},
        ],
    }
    path.write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _fund(code: str, kind: str, name: str, places: int, occupations: list[str] | None = None) -> dict[str, object]:
    fund: dict[str, object] = {
        "code": code,
        "kind": kind,
        "name": name,
        "ceiling_rp": places * MONTHS * MONTHLY_RP,
        "wadah": "PEMKAB KOTABARU PEKERJA RENTAN",
        "npw": "9" + {"apbd": "100", "sawit": "200", "provinsi": "300"}[code],
    }
    return fund | ({"occupations": occupations} if occupations else {})
