"""The paper of the Word document: styles, page, header and footer, fields and bookmarks."""

from __future__ import annotations

from typing import Any

from analyser.cells import clean

CONTENT_CM = 17.0
_MARGIN_CM, _HEIGHT_CM, _WIDTH_CM = 2.0, 29.7, 21.0
_FONT, _INK, _SOFT, _ACCENT = "Arial", "1F2933", "52606D", "1B3A5C"
_BOKMAAL = "nb-NO"
_STYLES: tuple[tuple[str, float, float, float, str, bool], ...] = (
    ("Normal", 10.5, 0, 7, _INK, False),
    ("Title", 30, 190, 6, _ACCENT, True),
    ("Subtitle", 15, 0, 40, _SOFT, False),
    ("Heading 1", 20, 24, 10, _ACCENT, True),
    ("Heading 2", 14, 18, 6, _ACCENT, True),
    ("Heading 3", 12, 14, 4, _ACCENT, True),
    ("Caption", 9.5, 10, 4, _INK, True),
    ("List Bullet", 10.5, 0, 4, _INK, False),
    ("TOC 1", 10.5, 5, 1, _INK, True),
    ("TOC 2", 10.5, 0, 1, _INK, False),
    ("Innholdstittel", 20, 0, 10, _ACCENT, True),
    ("Forsidefakta", 11, 0, 5, _INK, False),
    ("Tabelltekst", 9, 0, 0, _INK, False),
    ("Tabelltett", 8, 0, 0, _INK, False),
    ("Merknad", 8.5, 3, 12, _SOFT, False),
    ("Figur", 10.5, 8, 0, _INK, False),
    ("Figurtekst", 9.5, 2, 8, _INK, True),
    ("Sitat", 11, 6, 2, _INK, False),
    ("Kilde", 8.5, 0, 9, _SOFT, False),
    ("Tallkort", 20, 4, 0, _ACCENT, True),
    ("Tallkorttekst", 9, 0, 4, _SOFT, False),
    ("Luft", 4, 0, 4, _INK, False),
)
"""Name, size, space before and after in points, colour, bold."""
_TOGETHER = ("Heading 1", "Heading 2", "Heading 3", "Caption", "Figur", "Sitat", "Innholdstittel")
_NEW_PAGE = ("Innholdstittel",)
_INDENTED = {"Sitat": 0.7, "Kilde": 0.7, "TOC 2": 0.6}


def paper(title: str) -> Any:
    """An empty document with our styles, in bokmål, with the title above and the page number below."""
    from docx import Document

    document = Document()
    about = document.core_properties
    about.title, about.author, about.language, about.comments = clean(title), "Avtaleanalyse", _BOKMAAL, ""
    _page(document.sections[0], title)
    for one in _STYLES:
        _style(document, *one)
    defaults = document.styles.element.find(_w("docDefaults")).find(_w("rPrDefault")).find(_w("rPr"))
    for name in ("val", "eastAsia"):
        defaults.find(_w("lang")).set(_w(name), _BOKMAAL)
    return document


def _page(section: Any, title: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    section.page_width, section.page_height = Cm(_WIDTH_CM), Cm(_HEIGHT_CM)
    section.left_margin = section.right_margin = Cm(_MARGIN_CM)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
    section.different_first_page_header_footer = True
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.add_run(clean(title)).font.size = Pt(8.5)
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field(footer, "PAGE", shown="1")


def _style(document: Any, name: str, size: float, before: float, after: float, ink: str, bold: bool) -> None:
    """Set up a style, made when the document has none of that name."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    known = [style.name for style in document.styles]
    style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name not in known:
        style.base_style = document.styles["Normal"]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(ink)
    _letters(style)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing = 1.0 if name.startswith("Tab") or name.startswith("Tall") else 1.15
    shape.keep_with_next, shape.page_break_before = name in _TOGETHER, name in _NEW_PAGE
    if name in _INDENTED:
        shape.left_indent = Cm(_INDENTED[name])
    if name == "Sitat":
        _bar(style)


def _letters(style: Any) -> None:
    """Our letters everywhere, also where the template's theme has others; no lines under titles."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(_w(name), _FONT)
    for spacing in properties.findall(_w("spacing")):
        properties.remove(spacing)
    shape = style.element.get_or_add_pPr()
    for border in shape.findall(_w("pBdr")):
        shape.remove(border)


def _bar(style: Any) -> None:
    """A line to the left of a quote."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    line = '<w:left w:val="single" w:sz="18" w:space="8" w:color="CBD2D9"/>'
    style.element.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def language(run: Any, code: str) -> None:
    """Say which language a stretch of text is in, for spelling and reading aloud."""
    from docx.oxml import OxmlElement

    element = OxmlElement("w:lang")
    element.set(_w("val"), code)
    run._r.get_or_add_rPr().append(element)


def field(paragraph: Any, code: str, shown: str = "", begin: bool = False, end: bool = False) -> None:
    """A field with what it shows until Word works it out; or only its beginning, or only its end."""
    if not end:
        _sign(paragraph, "begin", dirty=begin)
        _instruction(paragraph, code)
        _sign(paragraph, "separate")
    if shown:
        paragraph.add_run(shown)
    if not begin:
        _sign(paragraph, "end")


def _sign(paragraph: Any, kind: str, dirty: bool = False) -> None:
    from docx.oxml import OxmlElement

    sign = OxmlElement("w:fldChar")
    sign.set(_w("fldCharType"), kind)
    if dirty:
        sign.set(_w("dirty"), "true")
    paragraph.add_run()._r.append(sign)


def _instruction(paragraph: Any, code: str) -> None:
    from docx.oxml import OxmlElement

    text = OxmlElement("w:instrText")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = f" {code} "
    paragraph.add_run()._r.append(text)


class Marks:
    """Bookmarks on headings, and links to them with their page."""

    def __init__(self) -> None:
        self.count = 0

    def bookmark(self, heading: Any, key: str) -> None:
        """Mark a heading."""
        from docx.oxml import OxmlElement

        self.count += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(_w("id"), str(self.count))
        start.set(_w("name"), _name(key))
        end.set(_w("id"), str(self.count))
        heading._p.insert(1, start)
        heading._p.append(end)

    def link(self, paragraph: Any, key: str, text: str) -> None:
        """A line of the contents, until Word has worked out the pages too."""
        from docx.oxml import OxmlElement
        from docx.text.paragraph import Paragraph

        link = OxmlElement("w:hyperlink")
        link.set(_w("anchor"), _name(key))
        paragraph._p.append(link)
        Paragraph(link, paragraph._parent).add_run(text)


def _name(key: str) -> str:
    return f"_kap_{key.replace('-', '_')}"
