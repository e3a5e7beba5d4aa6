"""Coded agreements as scans: `python tools/scans.py GOLD_FOLDER OUT [--dpi 200] [--skew 0.7] [--noise 12]`.

Every page becomes an image without text, grey, slightly askew and noisy, saved as JPEG as a copying machine does. OUT
gets pdf/*.pdf and gold.jsonl, which `analyser evaluate` reads. Seeded: the same dirt every time.
"""

from __future__ import annotations

import argparse
import io
import shutil
from pathlib import Path

import numpy
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

PAPER = 245


def scanned(pdf: Path, dpi: int, skew: float, noise: float) -> bytes:
    """The file's pages as images, each askew by up to `skew` degrees to either side."""
    out, chance = io.BytesIO(), numpy.random.default_rng(int.from_bytes(pdf.stem.encode(), "big") % 2**32)
    canvas = Canvas(out, invariant=1)
    for page in pypdfium2.PdfDocument(pdf):
        image = page.render(scale=dpi / 72, grayscale=True).to_pil()
        turned = image.rotate(chance.uniform(-skew, skew), Image.Resampling.BICUBIC, fillcolor=255)
        grey = numpy.asarray(turned, dtype=float) * PAPER / 255
        dirty = (grey + chance.normal(0, noise, grey.shape)).clip(0, 255).astype("uint8")
        jpeg = io.BytesIO()
        Image.fromarray(dirty).save(jpeg, "JPEG", quality=60)
        canvas.setPageSize(page.get_size())
        canvas.drawImage(ImageReader(jpeg), 0, 0, *page.get_size())
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def main(gold: Path, out: Path, dpi: int, skew: float, noise: float) -> None:
    """Make a scan of every agreement, and put the coders' answers beside them."""
    (out / "pdf").mkdir(parents=True, exist_ok=True)
    shutil.copyfile(gold / "gold.jsonl", out / "gold.jsonl")
    for pdf in sorted((gold / "pdf").glob("*.pdf")):
        (out / "pdf" / pdf.name).write_bytes(scanned(pdf, dpi, skew, noise))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--skew", type=float, default=0.7, help="degrees, at most")
    parser.add_argument("--noise", type=float, default=12.0, help="standard deviation, of 255 grey levels")
    main(**vars(parser.parse_args()))
