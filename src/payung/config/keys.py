"""Payung's two keys as files in the home: made once, never written over, readable by their owner alone.

Whoever loses the sealing key loses every NIK: it belongs outside the database and outside its backups.
"""

import os
import secrets
from pathlib import Path

KEY_BYTES = {"secret": 50, "sealing": 64}  # sealing: AES-256-SIV takes two keys of 32 bytes


def make_keys(home: Path) -> list[Path]:
    """Make the keys that are missing in this home; the paths of those just made."""
    folder = home / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    missing = [(folder / name, count) for name, count in KEY_BYTES.items() if not (folder / name).exists()]
    for path, count in missing:
        owner_only = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(owner_only, "w") as file:
            file.write(secrets.token_hex(count) + "\n")
    return [path for path, _ in missing]


def open_to_others(home: Path) -> list[Path]:
    """Key files that the group or the world may read."""
    found = [home / "keys" / name for name in KEY_BYTES]
    return [path for path in found if path.exists() and path.stat().st_mode & 0o077]


def weakness_of(key: str | None, *, name: str) -> str | None:
    """Why this key will not do, as half a sentence; None where it will."""
    if not key:
        return "is missing"
    if name == "sealing":
        return weakness_of_sealing(key)
    if len(key) < 50 or len(set(key)) < 10:
        return "is shorter than 50 characters or repeats itself"
    return None


def weakness_of_sealing(key: str) -> str | None:
    try:
        count = len(bytes.fromhex(key))
    except ValueError:
        return "is not hexadecimal"
    if count != KEY_BYTES["sealing"]:
        return f"has {count} bytes, not {KEY_BYTES['sealing']}"
    return "repeats itself" if len(set(key)) < 10 else None
