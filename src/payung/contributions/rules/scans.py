"""A scan that lies sealed with what the office keeps (gateways.sealed_uploads): what an act remembers of it. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """`code` is the name under which it lies, `sha256` that of the clear content."""

    code: str
    name: str
    sha256: str
