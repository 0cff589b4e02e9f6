"""Reads OFD with easyofd, which has nothing of this program, and compares its
pictures with those of the PDF; reads the package's fonts with fontTools."""

import re
import subprocess
import zipfile
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from xml.etree import ElementTree

from loguru import logger

logger.remove()

import easyofd  # noqa: E402 (it logs as it is imported)
from fontTools.pens.recordingPen import DecomposingRecordingPen  # noqa: E402
from fontTools.ttLib import TTCollection, TTFont as Font  # noqa: E402
from PIL import Image, ImageChops, ImageFilter  # noqa: E402
from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402

OFD = "{http://www.ofdspec.org/2016}"
# A4 at 300 dots per inch.
SIZE = (2480, 3508)
# Of 255: hinting and rounding make 7 at most in the samples, a line that is half a
# millimetre beside its place 12 or more.
LIMIT = 10


def members(ofd):
    with zipfile.ZipFile(ofd) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(files):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def pictures(pdf, work):
    """The pages of a PDF, in shades of grey."""
    for old in work.glob("page-*.png"):
        old.unlink()
    (work / "page.pdf").write_bytes(pdf)
    width, height = map(str, SIZE)
    subprocess.run(["pdftoppm", "-gray", "-png", "-scale-to-x", width, "-scale-to-y", height, "page.pdf", "page"],
                   check=True, cwd=work)
    return [Image.open(page).convert("L").reduce(3) for page in sorted(work.glob("page-*.png"))]


def drawn(files, work):
    """The pages as easyofd draws them. It draws all texts in the one font that it
    knows as 宋体: so each font of the package is made that one in turn, in a copy
    with its own texts only, and the pictures are laid on top of each other."""
    resources = ElementTree.fromstring(files["Doc_0/PublicRes.xml"])
    layers = []
    for font in resources.iter(OFD + "Font"):
        data = files["Doc_0/Res/" + font.find(OFD + "FontFile").text]
        # Otherwise the first font of a name stays.
        pdfmetrics._fonts.pop("宋体", None)
        pdfmetrics._dynFaceNames.clear()
        pdfmetrics.registerFont(TTFont("宋体", BytesIO(data)))
        other = rb'<ofd:TextObject [^>]*Font="(?!%s")\d+".*?</ofd:TextObject>' % font.get("ID").encode()
        copy = {name: re.sub(other, b"", content) if name.endswith("Content.xml") else content
                for name, content in files.items()}
        reader = easyofd.OFD()
        with redirect_stdout(StringIO()):
            reader.read(packed(copy), fmt="binary")
            pdf = reader.to_pdf()
        layers.append(pictures(pdf, work))
    pages = layers[0]
    for layer in layers[1:]:
        pages = [ImageChops.darker(*pair) for pair in zip(pages, layer, strict=True)]
    return pages


def difference(page, other):
    """How much two pictures differ where they differ most: in a square of 3 mm, of
    255. The outlines of one glyph differ a little from one program to another, so
    both are blurred."""
    blurred = [picture.filter(ImageFilter.GaussianBlur(2)) for picture in (page, other)]
    return ImageChops.difference(*blurred).filter(ImageFilter.BoxBlur(6)).getextrema()[1]


def differences(files, pages, work):
    """Those of the pages of a package from those of its PDF."""
    theirs = drawn(files, work)
    return [difference(*pair) for pair in zip(pages, theirs, strict=True)]


def spoilt(files):
    """Packages with a mistake each, and what it is."""
    page = "Doc_0/Pages/Page_0/Content.xml"
    text = files[page].decode()
    lines = list(re.finditer(r'<ofd:TextCode X="([^"]*)"', text))
    line = lines[len(lines) // 2]
    shifted = f"{text[:line.start(1)]}{float(line[1]) + 0.5}{text[line.end(1):]}"
    yield "a line half a millimetre to the right", {**files, page: shifted.encode()}
    yield "another character", {**files, page: text.replace("项", "目", 1).encode()}
    rule = re.search(r" L [\d.]+ [\d.]+", text)
    yield "a rule that is missing", {**files, page: (text[:rule.start()] + text[rule.end():]).encode()}
    yield "a font that is missing", {name: data for name, data in files.items() if not name.endswith("font_1.ttf")}


def unnoticed(files, pages, work):
    """The mistakes that a comparison would not find."""
    for what, wrong in spoilt(files):
        try:
            worst = max(differences(wrong, pages, work))
        except KeyError:
            continue
        if worst <= LIMIT:
            yield f"{what}: {worst}"


def wrong_outlines(files, original):
    """The characters of a package that do not look as in a font of a collection."""
    resources = ElementTree.fromstring(files["Doc_0/PublicRes.xml"])
    whole = TTCollection(original).fonts[0]
    name = whole["name"].getDebugName(4)
    entry = next(font for font in resources.iter(OFD + "Font") if font.get("FontName") == name)
    subset = Font(BytesIO(files["Doc_0/Res/" + entry.find(OFD + "FontFile").text]))
    shapes = []
    for font in (whole, subset):
        glyphs, shape = font.getGlyphSet(), {}
        for character in subset.getBestCmap():
            pen = DecomposingRecordingPen(glyphs)
            glyphs[font.getBestCmap()[character]].draw(pen)
            shape[character] = (pen.value, glyphs[font.getBestCmap()[character]].width)
        shapes.append(shape)
    return [chr(character) for character in shapes[0] if shapes[0][character] != shapes[1][character]]
