"""Scans: what is kept holds nothing but the paper, and what is made to harm is refused with a sentence."""

import io
import struct
import zlib

import pytest
from django.conf import settings
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from payung.gateways import scans
from payung.gateways.scanning.child import looked_at
from payung.gateways.scanning.limits import BYTES_MOST, PAGES_MOST
from payung.gateways.sealed_uploads import SealedUpload, kept_path
from payung.gateways.spreadsheets import child
from payung.gateways.spreadsheets.inspection import Refused

SECRET = b"Jalan Rahasia 17"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "PAYUNG_HOME", tmp_path)


def kept(data, *, name="kk.jpg"):
    """What stands sealed after an upload of these bytes, and what is told of it."""
    scan = scans.made_anew(SealedUpload._sealed(io.BytesIO(data), name=name))
    with scans.opened(scan.code) as sealed:
        return scan, b"".join(sealed)


def opened(data):
    """What the child makes of it, without starting one."""
    facts, new = looked_at(data)
    return Image.open(io.BytesIO(new)) if new else facts


def refused(data):
    with pytest.raises(Refused) as refusal:
        looked_at(data)
    return refusal.value.refusal.detail


def refused_upload(data):
    with pytest.raises(scans.ScanRefused) as refusal:
        kept(data)
    return str(refusal.value)


def picture(kind="JPEG", *, size=(60, 40), mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, size, options.pop("colour", "red")).save(out, kind, **options)
    return out.getvalue()


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def bomb(width, height):
    """A PNG of a few hundred bytes that says it is so large."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00" * 1000)) + chunk(b"IEND", b"")


def document(change=None, *, pages=1):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=200, height=200)
    if change:
        change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def opens_with(**entries):
    def change(writer):
        words = {NameObject(f"/{name}"): value for name, value in entries.items()}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(words)

    return change


def has_xfa(writer):
    form = DictionaryObject({NameObject("/XFA"): ArrayObject(), NameObject("/Fields"): ArrayObject()})
    writer.root_object[NameObject("/AcroForm")] = form


def named_script(writer):
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): DictionaryObject()})


def page_acts(writer):
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): DictionaryObject()})


class TestPictures:
    def test_keep_nothing_of_the_camera_nor_of_what_was_hidden_behind(self):
        exif = Image.Exif()
        exif[0x010E] = SECRET.decode()
        exif.get_ifd(0x8825)[2] = (3.0, 14.0, 15.0)
        came = picture(exif=exif, comment=SECRET, icc_profile=SECRET, xmp=SECRET) + b"PK\x03\x04" + SECRET
        scan, content = kept(came)
        assert came.count(SECRET) >= 4
        assert SECRET not in content
        assert b"PK\x03\x04" not in content
        again = Image.open(io.BytesIO(content))
        assert (dict(again.getexif()), again.info.get("comment"), again.format) == ({}, None, "JPEG")
        assert (scan.media_type, scan.bytes_count, scan.page_count) == ("image/jpeg", len(content), 1)

    def test_keep_no_text_of_a_png(self):
        told = PngImagePlugin.PngInfo()
        told.add_text("Comment", SECRET.decode())
        scan, content = kept(picture("PNG", pnginfo=told, icc_profile=SECRET), name="kk.pdf")
        assert Image.open(io.BytesIO(content)).info == {}
        assert (scan.media_type, scan.name) == ("image/png", "kk.png")

    def test_stand_upright_as_they_were_held(self):
        exif = Image.Exif()
        exif[0x0112] = 6
        assert opened(picture(exif=exif)).size == (40, 60)

    def test_are_no_larger_than_a_sheet_is_read(self):
        assert opened(picture(size=(5000, 300))).size == (3508, 210)

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
    def test_of_every_kind_of_png_are_kept(self, mode):
        assert opened(picture("PNG", mode=mode, colour=0)).mode == "RGB"

    def test_that_are_clear_lie_on_white(self):
        assert opened(picture("PNG", mode="RGBA", colour=(0, 0, 0, 0))).getpixel((1, 1)) == (255, 255, 255)

    def test_of_printers_colours_are_kept(self):
        assert opened(picture(mode="CMYK", colour=(0, 0, 0, 0))).getpixel((1, 1)) == (255, 255, 255)

    @pytest.mark.parametrize("size", [(50_000, 50_000), (8000, 6251), (1, 30_000)])
    def test_that_unfold_without_end_are_refused(self, size):
        assert "juta titik" in refused(bomb(*size))

    def test_cut_off_are_refused(self):
        whole = picture(size=(400, 400))
        assert "rusak atau terpotong" in refused(whole[: len(whole) // 2])

    @pytest.mark.parametrize("kind", ["GIF", "TIFF", "WEBP", "BMP"])
    def test_of_other_kinds_are_refused_whatever_they_are_called(self, kind):
        assert "bukan foto JPEG, PNG atau PDF" in refused(picture(kind))


class TestDocuments:
    def test_are_kept_as_they_came_for_they_may_be_signed(self):
        came = document(pages=3)
        scan, content = kept(came, name="akta kematian.PDF")
        assert content == came
        assert (scan.media_type, scan.page_count, scan.name) == ("application/pdf", 3, "akta kematian.pdf")

    def test_that_open_at_a_page_or_link_to_a_place_are_kept(self):
        came = document(opens_with(S=NameObject("/URI"), URI=TextStringObject("https://kotabaru.example")))
        assert opened(came) == {"kind": "pdf", "pages": 1}

    @pytest.mark.parametrize(
        "change, word",
        [
            (named_script, "menjalankan"),
            (opens_with(S=NameObject("/JavaScript"), JS=TextStringObject("1")), "menjalankan"),
            (opens_with(S=NameObject("/Launch"), F=TextStringObject("cmd.exe")), "menjalankan"),
            (opens_with(S=NameObject("/SubmitForm"), F=TextStringObject("x")), "menjalankan"),
            (page_acts, "menjalankan"),
            (lambda writer: writer.add_attachment("a.exe", b"MZ"), "menyimpan berkas lain"),
            (has_xfa, "XFA"),
            (lambda writer: writer.encrypt("rahasia"), "kata sandi"),
            (lambda writer: writer.encrypt("", "pemilik"), "kata sandi"),
        ],
    )
    def test_that_act_hide_or_are_locked_are_refused(self, change, word):
        assert word in refused(document(change))

    def test_that_write_javascript_in_other_letters_are_refused(self):
        came = document(opens_with(S=NameObject("/Launch"), F=TextStringObject("x"))).replace(b"/Launch", b"/L#61unch")
        assert "menjalankan" in refused(came)

    def test_that_act_inside_a_packed_object_are_refused(self):
        packed = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
        body = b"4 0 " + packed
        stream = zlib.compress(body)
        parts = [
            b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>\nendobj\n",
            b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
            b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n",
            b"5 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(stream)
            + stream
            + b"\nendstream\nendobj\n",
        ]
        out, places = b"%PDF-1.5\n", []
        for part in parts:
            places.append(len(out))
            out += part
        rows = [(0, 0, 255), *((1, at, 0) for at in places[:3]), (2, 5, 0), (1, places[3], 0), (1, len(out), 0)]
        table = b"".join(struct.pack(">BIB", *row) for row in rows)
        out += (
            b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>\nstream\n" % len(table)
            + table
            + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (len(out))
        )
        assert b"JavaScript" not in out
        assert "menjalankan" in refused(out)

    def test_that_act_in_an_object_that_no_table_names_are_refused(self):
        came = document() + b"\n99 0 obj\n<</S/Java#53cript/JS(1)>>\nendobj\n"
        assert "menjalankan" in refused(came)

    def test_with_something_behind_them_are_refused(self):
        assert "di belakang" in refused(document() + b"PK\x03\x04" + b"x" * 2000)

    def test_of_too_many_pages_are_refused(self):
        assert opened(document(pages=PAGES_MOST))["pages"] == PAGES_MOST
        assert f"{PAGES_MOST + 1} halaman" in refused(document(pages=PAGES_MOST + 1))

    def test_cut_off_are_refused(self):
        assert "terpotong" in refused(document()[:300])


class TestUploads:
    def test_too_large_are_refused_before_they_are_opened(self):
        assert "lebih dari 10 MB" in refused_upload(picture() + b"\x00" * BYTES_MOST)

    def test_empty_are_refused(self):
        assert "kosong" in refused_upload(b"")

    def test_refused_by_the_child_say_what_to_do_and_leave_nothing(self, tmp_path):
        said = refused_upload(document(opens_with(S=NameObject("/Launch"))))
        assert said == "PDF ini menjalankan sesuatu saat dibuka. Foto kertasnya, lalu unggah fotonya."
        assert not list(tmp_path.glob("kept/*"))

    def test_that_use_all_memory_end_in_the_child(self, monkeypatch):
        monkeypatch.setattr(scans, "_LIMITS", child.Limits(memory_bytes=120 * 2**20, cpu_seconds=5))
        assert "memori atau waktu" in refused_upload(picture(size=(7000, 7000)))

    def test_lie_sealed_and_go_when_forgotten(self):
        scan, content = kept(picture())
        path = kept_path(scan.code)
        assert content[:20] not in path.read_bytes()
        scans.forget(scan)
        assert not path.exists()

    def test_lose_a_nik_in_their_name(self):
        scan, _ = kept(picture(), name="KTP 6302064101900001.jpg")
        assert "6302064101900001" not in scan.name

    def test_of_the_same_picture_are_the_same_scan(self):
        assert kept(picture())[0].sha256 == kept(picture())[0].sha256
