"""A made-up country of agreements, with its truth: `python tools/make_corpus.py OUT N [SEED]`.

OUT/avtaler holds N files, one folder a trust; OUT/truth.json says of each file

- `kind`: agreement, template (blank), scan, or bad (cannot be judged);
- `family`: its mould; agreements of one mould differ in names and dates only; a scan (first and last page) has its own;
- `agreement`: which agreement it is a version of, with `date`, and `replaced_by`: the file of the newest version;
- `duplicate_of`: the file it is a copy of, byte by byte or in its text;
- `refers_to`: the overordnet avtale it hands matters over to;
- `trust`, `municipalities`, `topic`, `language`, `pages`.

Every mould is put together from chapters of the example agreements and the agreements of tests/holdout; each trust has
two moulds a topic. The same arguments give the same bytes.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

import make_pdf
from corpus_moulds import MONTHS, TOPICS, WORDS, Chapter, Mould, mould
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from analyser.registry import fellesskap, municipalities, trusts

RESAVED = "ny-lagring"
"""At the end of the name of a copy with the same text in other bytes."""


@dataclass(frozen=True)
class Truth:
    """What is true of one file."""

    file: str
    kind: str
    family: str | None
    agreement: str
    date: str
    replaced_by: str | None
    duplicate_of: str | None
    refers_to: str | None
    trust: str
    municipalities: tuple[str, ...]
    topic: str
    language: str
    pages: int = 0


def plan(count: int, seed: int) -> list[Truth]:
    """The truth of `count` files: every municipality in turn for the first topic, then for the next …"""
    chance, files = random.Random(seed), dict[str, Truth]()
    newest: dict[tuple[str, str], str] = {}
    for topic in TOPICS:
        for trust, parties in _bilateral(topic):
            for one in _agreement(trust, parties, topic, chance, seed, newest):
                files.setdefault(one.file, one)
                if len(files) == count:
                    return _linked(list(files.values()))
    raise SystemExit(f"at most {len(files)} files")


def _bilateral(topic: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Who makes agreements: each municipality with its trust; every third helsefellesskap has one in common."""
    for at, one in enumerate(fellesskap().values()):
        members = [place for place in municipalities().values() if place.fellesskap_id == one.id]
        for trust in sorted({place.trust_id for place in members}):
            names = tuple(place.name for place in members if place.trust_id == trust)
            if topic == "overordnet" and at % 3 == 0:
                yield trust, names
            else:
                yield from ((trust, (name,)) for name in names)


def _agreement(
    trust: str, parties: tuple[str, ...], topic: str, chance: random.Random, seed: int,
    newest: dict[tuple[str, str], str],
) -> Iterator[Truth]:
    """An agreement in one to three versions, oldest first, sometimes with a copy; now and then a blank template."""
    name = f"{trust}-{topic}-{_slug(parties[0] if len(parties) == 1 else 'alle')}"
    number, year = chance.randrange(2), chance.randrange(2012, 2018)
    versions = chance.choices((1, 2, 3), (88, 9, 3))[0]
    for version in range(1, versions + 1):
        if version > 1 and chance.random() < 0.4:
            number = 1 - number
        date = f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        form = mould(trust, topic, number, seed)
        file = f"avtaler/{trust}/{name}{'' if version == versions else f'-{year}'}.pdf"
        above = next((newest[key] for party in parties if (key := (trust, party)) in newest), None)
        one = Truth(
            file, _kind(chance, topic), form.id, name, date, None, None, above if form.refers else None, trust, parties,
            topic, form.language,
        )
        yield one if one.kind == "agreement" else replace(one, agreement=file, refers_to=None)
        if topic == "overordnet":
            newest.update({(trust, party): file for party in parties})
        if one.kind == "agreement" and chance.random() < 0.02:
            yield replace(one, file=f"{file[:-4]}_{chance.choice(('kopi', RESAVED))}.pdf", duplicate_of=file)
        year += chance.randrange(2, 4)
    if chance.random() < 0.01:
        yield replace(one, file=f"avtaler/{trust}/mal-{topic}-{number}.pdf", kind="template", agreement=f"{name}-mal",
                      municipalities=(), refers_to=None)


def _kind(chance: random.Random, topic: str) -> str:
    """Now and then a scan or a bad file, never an overordnet avtale, which others refer to."""
    if topic == "overordnet":
        return "agreement"
    return chance.choices(("agreement", "scan", "bad"), (994, 2, 4))[0]


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower())


def _linked(files: Sequence[Truth]) -> list[Truth]:
    """With what is only known at the end: the newest version of each, which is also the one referred to."""
    judged = [one for one in files if one.kind == "agreement" and one.duplicate_of is None]
    last = {one.agreement: one.file for one in sorted(judged, key=lambda one: one.date)}
    by_file = {one.file: one.agreement for one in files}
    linked = []
    for one in files:
        newer = last.get(one.agreement)
        old = one.kind == "agreement" and newer not in (one.file, one.duplicate_of)
        above = last[by_file[one.refers_to]] if one.refers_to else None
        linked.append(replace(one, replaced_by=newer if old else None, refers_to=above))
    return linked


def names_of(truth: Truth) -> tuple[str, list[str]]:
    """The names as they are printed."""
    hf = trusts()[truth.trust].name
    return hf, [f"{name} kommune" for name in truth.municipalities] or ["XX kommune"]


def dated(truth: Truth) -> str:
    """The date as it is printed; a template has none."""
    if truth.kind == "template":
        return "……………… 20__"
    year, month, day = truth.date.split("-")
    return f"{int(day)}. {MONTHS[int(month) - 1]} {year}"


def content(truth: Truth, form: Mould) -> Iterator[Chapter]:
    """All chapters, with names and dates filled in."""
    words, (hf, kommuner) = WORDS[form.language], names_of(truth)
    joined = f" {words['and']} ".join(filter(None, (", ".join(kommuner[:-1]), kommuner[-1])))
    yield Chapter(words["parties"], ((0, "", words["about"].format(hf=hf, kommuner=joined)),))
    yield from form.chapters
    if form.refers:
        yield Chapter(words["refer"], ((0, "", words["refers"]),))
    yield Chapter(words["when"], ((0, "", words["start"].format(dated(truth))),))
    signed = [words["place"].format(dated(truth)), f"For {hf}", *(f"For {name}" for name in kommuner)]
    yield Chapter(words["sign"], tuple((0, "", line) for line in signed))


class Printer:
    """Sets chapters on pages; plain and fast."""

    MARGIN, RIGHT = 64.0, A4[0] - 64.0

    def __init__(self, form: Mould, header: str) -> None:
        self.out, self.form, self.header = io.BytesIO(), form, header
        self.canvas = Canvas(self.out, pagesize=A4, invariant=1)
        self.canvas.setTitle(form.title)
        self.bold = form.font.replace("-Roman", "") + "-Bold"
        self.pages, self.y = 0, 0.0

    def line(self, text: str, x: float, font: str, size: float) -> None:
        """One printed line, on a new page where this one is full."""
        if self.y < 70:
            self.turn()
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y, text)
        self.y -= size * 1.35

    def turn(self) -> None:
        """A new page with its running header and number."""
        if self.pages:
            self.canvas.showPage()
        self.pages, self.y = self.pages + 1, A4[1] - 80
        self.canvas.setFont(self.form.font, 8)
        self.canvas.drawString(self.MARGIN, A4[1] - 40, self.header)
        self.canvas.drawRightString(self.RIGHT, 36, f"Side {self.pages}")

    def text(self, text: str, indent: float = 0, font: str = "", size: float = 0, marker: str = "") -> None:
        """A paragraph or a list item."""
        font, size = font or self.form.font, size or self.form.size
        x = self.MARGIN + indent
        for number, line in enumerate(wrapped(text, self.RIGHT - x, font, size)):
            if marker and not number:
                self.line(marker, x - 13, font, size)
                self.y += size * 1.35
            self.line(line, x, font, size)
        self.y -= size * 0.45

    def done(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.out.getvalue()


@cache
def _width(word: str, font: str) -> float:
    return float(stringWidth(word, font, 1))


def wrapped(text: str, width: float, font: str, size: float) -> Iterator[str]:
    """Lines no wider than `width`."""
    line, used, space = list[str](), 0.0, _width(" ", font) * size
    for word in text.split():
        wide = _width(word, font) * size
        if line and used + space + wide > width:
            yield " ".join(line)
            line, used = [], 0.0
        used += wide + (space if line else 0)
        line.append(word)
    yield " ".join(line)


def printed(truth: Truth, seed: int) -> tuple[bytes, int]:
    """The file of an agreement or template, and its number of pages."""
    trust, topic, number = _parts(truth)
    form = mould(trust, topic, number, seed)
    hf, kommuner = names_of(truth)
    short = kommuner[0] if len(kommuner) == 1 else "kommunene"
    printer = Printer(form, f"{form.title.split(' om ')[0]} – {hf} – {short}")
    printer.turn()
    printer.text(form.title, font=printer.bold, size=17)
    printer.text(f"{WORDS[form.language]['between']} {hf} {WORDS[form.language]['and']} {', '.join(kommuner)}", size=13)
    for position, chapter in enumerate(content(truth, form), 1):
        printer.y -= form.size * 0.8
        printer.text(form.numbering.format(position) + chapter.heading, font=printer.bold, size=form.size + 2)
        for depth, marker, text in chapter.units:
            printer.text(text, 20.0 * depth, marker=marker)
    return printer.done(), printer.pages


def _parts(truth: Truth) -> tuple[str, str, int]:
    assert truth.family
    trust, topic, number = truth.family.rsplit("-", 2)
    return trust, topic, int(number)


def scan(truth: Truth, seed: int) -> tuple[bytes, int]:
    """The first page and the last of an agreement, as images."""
    whole = PdfReader(io.BytesIO(printed(truth, seed)[0]))
    writer = PdfWriter()
    for number in (0, len(whole.pages) - 1):
        writer.add_page(whole.pages[number])
    out = io.BytesIO()
    writer.write(out)
    return make_pdf.scanned(out.getvalue()), 2


def bad(truth: Truth, seed: int) -> bytes:
    """A file that cannot be judged, of one kind or another."""
    whole, kind = printed(truth, seed)[0], sum(map(ord, truth.file)) % 4
    if kind == 0:
        return whole[: len(whole) // 2]
    if kind == 1:
        return b"<!DOCTYPE html><html><body>404</body></html>"
    if kind == 2:
        return b""
    writer = PdfWriter(io.BytesIO(whole))
    writer.encrypt("hemmelig", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def write(out: Path, seed: int, truth: Truth) -> Truth:
    """Write one file; the truth with its number of pages."""
    path, pages = out / truth.file, 0
    path.parent.mkdir(parents=True, exist_ok=True)
    if truth.kind == "bad":
        data = bad(truth, seed)
    elif truth.kind == "scan":
        data, pages = scan(truth, seed)
    else:
        data, pages = printed(truth, seed)
        if truth.file.endswith(f"_{RESAVED}.pdf"):
            data += b"% lagret en gang til\n"
    path.write_bytes(data)
    family = {"bad": None, "scan": truth.file}.get(truth.kind, truth.family)
    return replace(truth, family=family, pages=pages)


def make(out: Path, count: int, seed: int = 1) -> list[Truth]:
    """Write the corpus and its truth, on all cores."""
    files = plan(count, seed)
    with ProcessPoolExecutor() as pool:
        done = list(pool.map(write, [out] * len(files), [seed] * len(files), files, chunksize=8))
    lines = ",\n".join(json.dumps(asdict(one), ensure_ascii=False) for one in done)
    (out / "truth.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    return done


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("n", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    given = parser.parse_args()
    total = make(given.out, given.n, given.seed)
    print(f"{len(total)} files, {sum(one.pages for one in total)} pages", file=sys.stderr)
