"""Where answers of BPJS lie: sealed, with what the office keeps for good."""

from pathlib import Path

from payung.gateways.sealed_uploads import SealedUpload, kept_file, kept_path


def keep(came: SealedUpload) -> None:
    came.keep_for_good()


def remove(code: str) -> None:
    kept_path(code).unlink(missing_ok=True)


def unseal(code: str, *, into: Path) -> None:
    """The received file stands in the clear in `into`. Raises FileNotFoundError."""
    with kept_file(code) as sealed, into.open("wb") as clear:
        clear.writelines(sealed)
