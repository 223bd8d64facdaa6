"""Sealed files: what goes in comes out, from any place, and nothing else passes for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.gateways.sealed_files import CHUNK, SealBroken, SealedFile, SealedWriter

KEY, OTHER_KEY = bytes(range(64)), bytes(64)
NIK = b"6302064501800001"


def sealed(path, content: bytes, key: bytes = KEY):
    with SealedWriter(path, key=key) as writer:
        for start in range(0, len(content), 40_000):
            writer.write(content[start : start + 40_000])
    return path


def clear(path, key: bytes = KEY) -> bytes:
    with SealedFile(path, key=key) as file:
        return b"".join(file)


class TestSealedFile:
    @pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17])
    def test_gives_back_what_was_written(self, tmp_path, size):
        content = bytes(number % 251 for number in range(size))
        path = sealed(tmp_path / "daftar", content)
        assert clear(path) == content
        with SealedFile(path, key=KEY) as file:
            assert file.size == size

    @given(start=st.integers(0, 3 * CHUNK), length=st.integers(0, 2 * CHUNK))
    def test_gives_any_part_of_it(self, tmp_path_factory, start, length):
        content = bytes(number % 253 for number in range(2 * CHUNK + 99))
        path = sealed(tmp_path_factory.mktemp("sealed") / "daftar", content)
        with SealedFile(path, key=KEY) as file:
            assert file.read(start, start + length) == content[start : start + length]

    def test_holds_no_clear_nik_and_is_its_owners_alone(self, tmp_path):
        path = sealed(tmp_path / "daftar", NIK * 10_000)
        assert NIK not in path.read_bytes()
        assert path.stat().st_mode & 0o077 == 0

    def test_differs_each_time(self, tmp_path):
        assert sealed(tmp_path / "daftar", NIK).read_bytes() != sealed(tmp_path / "daftar", NIK).read_bytes()

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda body: body[:100] + bytes([body[100] ^ 1]) + body[101:],
            lambda body: body[:-1],
            lambda body: body[: 24 + CHUNK + 16],
            lambda body: body[:24] + body[24 + CHUNK + 16 :],
            lambda body: (
                body[:24]
                + body[24 + CHUNK + 16 : 24 + 2 * (CHUNK + 16)]
                + body[24 : 24 + CHUNK + 16]
                + body[24 + 2 * (CHUNK + 16) :]
            ),
            lambda body: b"PAYUNG2" + body[7:],
            lambda body: b"",
        ],
        ids=[
            "changed",
            "cut by a byte",
            "cut at a chunk",
            "first chunk left out",
            "chunks exchanged",
            "other kind",
            "emptied",
        ],
    )
    def test_refuses_what_was_spoiled(self, tmp_path, spoil):
        path = sealed(tmp_path / "daftar", bytes(2 * CHUNK + 5))
        path.write_bytes(spoil(path.read_bytes()))
        with pytest.raises(SealBroken):
            clear(path)

    def test_refuses_another_key(self, tmp_path):
        path = sealed(tmp_path / "daftar", NIK)
        with pytest.raises(SealBroken):
            clear(path, OTHER_KEY)

    def test_refuses_a_file_in_the_place_of_another(self, tmp_path):
        path = sealed(tmp_path / "daftar", NIK)
        with pytest.raises(SealBroken):
            clear(path.rename(tmp_path / "lain"))


class TestSealedWriter:
    def test_leaves_nothing_when_it_is_broken_off(self, tmp_path):
        writer = SealedWriter(tmp_path / "daftar", key=KEY)
        writer.write(NIK)
        writer.__exit__(RuntimeError, None, None)
        assert list(tmp_path.iterdir()) == []

    def test_shows_the_file_only_when_it_is_whole(self, tmp_path):
        with SealedWriter(tmp_path / "daftar", key=KEY) as writer:
            writer.write(NIK)
            assert not (tmp_path / "daftar").exists()
        assert (tmp_path / "daftar").exists()
