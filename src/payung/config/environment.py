"""What Payung reads from its environment, in one place, as one value. It decides nothing: `safety.py` refuses.

PAYUNG_ENV            `development` or `production` (the default)
PAYUNG_HOME           database, keys, files and jobs (default ./var)
PAYUNG_DB             `postgresql://user:password@host:port/name?sslmode=…`; unset: SQLite in the home
PAYUNG_HOSTS          host names that may be asked for, with commas between
PAYUNG_OFFICE         the office whose pages these are, as it stands at their head
PAYUNG_HTTPS          `no` where no proxy before Payung speaks HTTPS (an office network); default yes in production
PAYUNG_TODAY          `2027-05-24`: the day that a demo says it is; obeyed in development only
PAYUNG_DEBUG          `yes` shows faults in the browser; refused outside development
PAYUNG_SECRET_KEY     signs cookies and forms; unset: the file keys/secret of the home
PAYUNG_SEALING_KEY    seals NIK and KK, 64 bytes in hexadecimal; unset: the file keys/sealing of the home
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DEVELOPMENT = "development"
PRODUCTION = "production"
FIRST_OFFICE = "Dinas Tenaga Kerja Kabupaten Kotabaru"


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """The settings as read, before anyone has judged them."""

    name: str
    home: Path
    database_url: str | None
    hosts: tuple[str, ...]
    https: bool
    debug: bool
    secret_key: str | None
    sealing_key: str | None
    office: str = FIRST_OFFICE
    today: date | None = None

    @property
    def development(self) -> bool:
        return self.name == DEVELOPMENT


def read_environment(words: Mapping[str, str]) -> Environment:
    """The environment of this process. An unknown PAYUNG_ENV counts as production: the stricter of the two."""
    name = DEVELOPMENT if words.get("PAYUNG_ENV") == DEVELOPMENT else PRODUCTION
    home = Path(words.get("PAYUNG_HOME") or "var").absolute()
    local = "127.0.0.1,localhost" if name == DEVELOPMENT else ""
    return Environment(
        name=name,
        home=home,
        database_url=words.get("PAYUNG_DB") or None,
        hosts=tuple(host.strip() for host in words.get("PAYUNG_HOSTS", local).split(",") if host.strip()),
        https=words.get("PAYUNG_HTTPS", "no" if name == DEVELOPMENT else "yes") == "yes",
        debug=words.get("PAYUNG_DEBUG") == "yes",
        secret_key=words.get("PAYUNG_SECRET_KEY") or key_in(home, "secret"),
        sealing_key=words.get("PAYUNG_SEALING_KEY") or key_in(home, "sealing"),
        office=words.get("PAYUNG_OFFICE") or FIRST_OFFICE,
        today=date.fromisoformat(words["PAYUNG_TODAY"]) if name == DEVELOPMENT and words.get("PAYUNG_TODAY") else None,
    )


def key_in(home: Path, name: str) -> str | None:
    """The key kept in the home under this name, or None where there is none."""
    path = home / "keys" / name
    return path.read_text().strip() if path.is_file() else None
