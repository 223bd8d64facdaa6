"""What a file is by its first bytes, when it is not a list: a photo, a PDF, a web page under a borrowed name."""

import re

# Longest first where one begins another. Each clause completes "Berkas ini tidak dapat dibaca: …".
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "ini foto JPEG, bukan daftar"),
    (b"\x89PNG\r\n\x1a\n", "ini gambar PNG, bukan daftar"),
    (b"GIF87a", "ini gambar GIF, bukan daftar"),
    (b"GIF89a", "ini gambar GIF, bukan daftar"),
    (b"II*\x00", "ini gambar hasil pindai (TIFF), bukan daftar"),
    (b"MM\x00*", "ini gambar hasil pindai (TIFF), bukan daftar"),
    (b"%PDF-", "ini berkas PDF, bukan lembar kerja"),
    (b"%!PS", "ini berkas cetak (PostScript), bukan lembar kerja"),
    (b"{\\rtf", "ini dokumen RTF, bukan lembar kerja"),
    (b"\x1f\x8b", "ini arsip GZIP; daftarnya masih terbungkus di dalam"),
    (b"BZh91AY&SY", "ini arsip BZIP2; daftarnya masih terbungkus di dalam"),
    (b"\xfd7zXZ\x00", "ini arsip XZ; daftarnya masih terbungkus di dalam"),
    (b"7z\xbc\xaf\x27\x1c", "ini arsip 7z; daftarnya masih terbungkus di dalam"),
    (b"Rar!\x1a\x07", "ini arsip RAR; daftarnya masih terbungkus di dalam"),
    (b"\x28\xb5\x2f\xfd", "ini arsip ZSTD; daftarnya masih terbungkus di dalam"),
    (b"SQLite format 3\x00", "ini basis data SQLite, bukan lembar kerja"),
    (b"\x00\x01\x00\x00Standard ", "ini basis data Access, bukan lembar kerja"),
    (b"\x7fELF", "ini program komputer, bukan daftar"),
    (b"ID3\x03", "ini rekaman suara, bukan daftar"),
    (b"ID3\x04", "ini rekaman suara, bukan daftar"),
    (b"OggS\x00", "ini rekaman suara, bukan daftar"),
    (b"\x09\x00\x04\x00", "ini lembar kerja Excel yang sangat lama (sebelum 1993)"),
    (b"\x09\x02\x06\x00", "ini lembar kerja Excel yang sangat lama (sebelum 1993)"),
    (b"\x09\x04\x06\x00", "ini lembar kerja Excel yang sangat lama (sebelum 1993)"),
    (b"\x00\x00\x02\x00\x06\x04", "ini lembar kerja Lotus yang sangat lama"),
)
_PHOTO_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"avif")
_WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|style|script|div)\b", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)


def foreign(head: bytes) -> str | None:
    """An Indonesian clause saying what the file is instead of a list; None if its beginning speaks for no other kind."""
    for beginning, clause in _BEGINNINGS:
        if head.startswith(beginning):
            return clause
    if head[4:8] == b"ftyp":
        return "ini foto HEIC, bukan daftar" if head[8:12] in _PHOTO_BRANDS else "ini rekaman video, bukan daftar"
    if head.startswith(b"RIFF"):
        return (
            "ini gambar WebP, bukan daftar" if head[8:12] == b"WEBP" else "ini rekaman suara atau video, bukan daftar"
        )
    if head.startswith(b"BM") and head[6:10] == bytes(4):  # plain text may begin with BM; it has no zero bytes
        return "ini gambar BMP, bukan daftar"
    if head.startswith(b"MZ") and b"\x00" in head[:64]:
        return "ini program komputer, bukan daftar"
    return _markup(head)


def _markup(head: bytes) -> str | None:
    """Web pages and loose XML. Old office systems offer an HTML table as `.xls`: Excel opens it, we cannot."""
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    text = head.decode(encoding, "replace").lstrip("\ufeff")
    declared = text.lstrip().startswith("<?xml")
    while note := _NOTE.match(text):
        text = text[note.end() :]
    text = text.lstrip()
    if _WEB_PAGE.match(text):
        return "ini halaman web (HTML), bukan lembar kerja; buka dengan Excel lalu simpan sebagai .xlsx"
    if text.lower().startswith("mime-version:"):
        return "ini halaman web yang diarsipkan (MHTML); buka dengan Excel lalu simpan sebagai .xlsx"
    if "urn:schemas-microsoft-com:office:spreadsheet" in text:
        return "ini lembar kerja XML Excel 2003; buka dengan Excel lalu simpan sebagai .xlsx"
    if declared or text.startswith("<!DOCTYPE"):
        return "ini berkas XML, bukan lembar kerja"
    return None
