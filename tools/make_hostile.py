"""Hostile PDF files, one of each kind, for the tests: `python tools/make_hostile.py OUT`.

Each is small on disk and asks for something large, endless or forbidden when it is read.
"""

from __future__ import annotations

import argparse
import io
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

AGREEMENT = (
    "Delavtale 5 om samarbeid ved utskrivning", "1 Parter", "Avtalen er inngått mellom Sykehuset Innlandet HF og "
    "Gjøvik kommune.", "2 Ansvar og oppgaver", "Kommunen skal svare innen 24 timer.", "3 Revisjon",
    "Avtalen skal revideres hvert annet år.",
)


def plain(lines: Sequence[str] = AGREEMENT) -> bytes:
    """A small honest agreement, which the hostile ones are made from."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for number, line in enumerate(lines):
        canvas.drawString(60, 780 - 24 * number, line)
    canvas.save()
    return out.getvalue()


def written(objects: Iterable[bytes], root: int = 1, trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1, with a true cross-reference table."""
    out, places = io.BytesIO(b""), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (len(places) + 1, root, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def stream(data: bytes, rest: bytes = b"", times: int = 1) -> bytes:
    """A stream object, deflated so many times."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode " * times
    return b"<< /Length %d /Filter [%s] %s >>\nstream\n%s\nendstream" % (len(data), filters, rest, data)


CATALOG, PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R /Y 7 0 R >> >>"


def one_page(content: bytes, *more: bytes, page: bytes = PAGE, times: int = 1) -> bytes:
    """A file of one page with this content."""
    return written([CATALOG, PAGES, page, stream(content, times=times), FONT, *more])


def bomb(times: int = 1) -> bytes:
    """A page whose content is 300 MB of operators when unpacked, deflated once or several times over."""
    return one_page(b"q Q " * 75_000_000, times=times)


def text_bomb() -> bytes:
    """A page with ten million characters drawn on it."""
    line = b"(" + b"skal " * 2_000 + b") Tj 0 -1 Td "
    return one_page(b"BT /F1 1 Tf 10 800 Td " + line * 1_000 + b"ET")


def image_bomb() -> bytes:
    """A page with an image of 40,000 by 40,000 points."""
    image = stream(bytes(40_000 * 5_000), b"/Type /XObject /Subtype /Image /Width 40000 /Height 40000 "
                   b"/ColorSpace /DeviceGray /BitsPerComponent 1")
    return one_page(b"q 595 0 0 842 0 0 cm /X Do Q", image)


def recursive_form() -> bytes:
    """A form that draws itself, and one that draws it back."""
    return one_page(b"/X Do", stream(b"/X Do /Y Do", FORM), stream(b"/X Do /X Do", FORM))


def form_tree(depth: int = 30) -> bytes:
    """Forms that each draw the next one twice: 2 to the power of `depth` drawings."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
    next_one = [b"/Resources << /XObject << /X %d 0 R >> >>" % number for number in range(7, 7 + depth)]
    forms = [stream(b"/X Do /X Do", form + resources) for resources in next_one]
    return one_page(b"/X Do", *forms, stream(b"BT ET", form))


def page_loop() -> bytes:
    """A page tree that is its own child."""
    return written([CATALOG, b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 1000 >>",
                    b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 500 >>"])


def deep_tree(depth: int = 5_000) -> bytes:
    """A page tree of thousands of storeys."""
    nodes = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 3) for number in range(depth)]
    return written([CATALOG, *nodes, b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (depth + 1)])


def deep_arrays() -> bytes:
    """Arrays within arrays, a hundred thousand deep."""
    return written([CATALOG, PAGES, PAGE, b"[" * 100_000 + b"]" * 100_000, FONT])


def many_objects(count: int = 100_000) -> bytes:
    """An honest agreement among tiny objects that nothing needs."""
    writer = PdfWriter(io.BytesIO(plain()))
    kept = io.BytesIO()
    writer.write(kept)
    reader = PdfReader(kept)
    first = int(reader.trailer["/Size"])  # type: ignore[call-overload]
    body = kept.getvalue()
    out, places = io.BytesIO(), []
    out.write(body)
    for number in range(first, first + count):
        places.append(out.tell())
        out.write(b"%d 0 obj\n<< /N %d >>\nendobj\n" % (number, number))
    start, before = out.tell(), body[body.rindex(b"startxref") + 9 :].split()[0]
    out.write(b"xref\n%d %d\n" % (first, count))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    root = reader.trailer.raw_get("/Root").idnum
    out.write(b"trailer\n<< /Size %d /Root %d 0 R /Prev %s >>\n" % (first + count, root, before))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def many_drawn() -> bytes:
    """A page with 300,000 little lines on it and the agreement's text."""
    lines = b"".join(b"%d %d m %d %d l S " % (x % 595, x % 842, (x + 3) % 595, x % 842) for x in range(300_000))
    return one_page(lines + b"BT /F1 12 Tf 60 700 Td (Kommunen skal svare innen 24 timer.) Tj ET")


def huge_box() -> bytes:
    """A page a hundred million points wide."""
    return one_page(b"BT /F1 12 Tf 60 700 Td (Avtale) Tj ET", page=PAGE.replace(b"595 842", b"100000000 100000000"))


def many_pages(count: int = 60_000) -> bytes:
    """Thousands of pages that are all the same object."""
    kids = b"3 0 R " * count
    return written([CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), PAGE, stream(b""), FONT])


def said_pages() -> bytes:
    """A file that says it has two thousand million pages."""
    return written([CATALOG, PAGES.replace(b"/Count 1", b"/Count 2000000000"), PAGE, stream(b""), FONT])


def wrong_xref() -> bytes:
    """A cross-reference table where every place is wrong."""
    whole = plain()
    start = whole.rindex(b"xref\n0 ")
    return whole[:start] + whole[start:].replace(b"0000", b"9999")


def xref_loop() -> bytes:
    """A cross-reference table that says it continues in itself."""
    whole = plain()
    start = whole.rindex(b"xref\n0 ")
    return whole[:start] + whole[start:].replace(b"trailer\n<<", b"trailer\n<< /Prev %d " % start)


def stream_loop() -> bytes:
    """A stream whose length is told by the stream itself."""
    return written([CATALOG, PAGES, PAGE, b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream", FONT])


def with_script() -> bytes:
    """An agreement that wants to run JavaScript and to start a program when it is opened."""
    script = b"while \\(true\\) { this.exportDataObject\\({cName: 'a', nLaunch: 2}\\); }"
    catalog = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (%s) /Next << /S /Launch /F (/bin/sh) >> >> "
        b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (%s) >>] >> >> >>" % (script, script)
    )
    content = b"BT /F1 12 Tf 60 700 Td (Kommunen skal svare innen 24 timer.) Tj ET"
    return written([catalog, PAGES, PAGE, stream(content), FONT])


def with_file() -> bytes:
    """An agreement with a program embedded, and another PDF file."""
    writer = PdfWriter(io.BytesIO(plain()))
    writer.add_attachment("kjor-meg.exe", b"MZ" + bytes(1000))
    writer.add_attachment("skjult.pdf", plain(["Kommunen skal dekke alle kostnader."]))
    return _saved(writer)


def encrypted() -> bytes:
    """An agreement behind a password."""
    writer = PdfWriter(io.BytesIO(plain()))
    writer.encrypt("hemmelig")
    return _saved(writer)


def _saved(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def without_codes() -> bytes:
    """Text in a font that tells the shape of each letter but not which letter it is (Identity-H, no ToUnicode)."""
    text = b"".join(b"<%s> Tj 0 -20 Td " % line.encode("utf-16-be").hex().encode() for line in AGREEMENT * 4)
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Ukjent /Encoding /Identity-H /DescendantFonts [ << /Type "
        b"/Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Ukjent /CIDSystemInfo << /Registry (Adobe) /Ordering "
        b"(Identity) /Supplement 0 >> /DW 500 >> ] >>"
    )
    return written([CATALOG, PAGES, PAGE, stream(b"BT /F1 12 Tf 60 780 Td " + text + b"ET"), font])


def shifted_codes() -> bytes:
    """Text in a font of its own codes, three places on from the letters drawn."""
    lines = ("".join(chr(ord(char) + 3) if char.isalpha() else char for char in line) for line in AGREEMENT * 4)
    text = b"".join(b"(%s) Tj 0 -20 Td " % line.encode("latin-1", "ignore") for line in lines)
    return written([CATALOG, PAGES, PAGE, stream(b"BT /F1 12 Tf 60 780 Td " + text + b"ET"), FONT])


def truncated() -> bytes:
    """The first half of an agreement."""
    whole = plain()
    return whole[: len(whole) // 2]


MAKERS: dict[str, Callable[[], bytes]] = {
    "bombe": bomb, "bombe-i-bombe": lambda: bomb(3), "tekstbombe": text_bomb, "bildebombe": image_bomb,
    "skjema-i-seg-selv": recursive_form, "skjematre": form_tree, "sidetre-i-ring": page_loop,
    "dypt-sidetre": deep_tree, "dype-lister": deep_arrays, "mange-objekter": many_objects,
    "mange-streker": many_drawn, "enorm-side": huge_box, "mange-sider": many_pages, "paastaatte-sider": said_pages,
    "feil-xref": wrong_xref, "xref-i-ring": xref_loop, "lengde-i-ring": stream_loop, "javascript": with_script,
    "vedlegg": with_file, "passord": encrypted, "uten-koder": without_codes, "forskjovet": shifted_codes,
    "avkortet": truncated,
}


def make(out: Path) -> None:
    """Write one file of each kind into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    for name, maker in MAKERS.items():
        (out / f"{name}.pdf").write_bytes(maker())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    make(parser.parse_args().out)
