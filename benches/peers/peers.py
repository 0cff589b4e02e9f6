"""A peer's program: sets documents of documents.py with a library.

Usage: peers.py PEER INPUT OUTPUT       one document, as a whole process
       peers.py PEER --serve            the paths of inputs from standard input;
                                        the seconds that each takes, and the size

The peer's fonts are those of jixiao, embedded."""

import io
import json
import sys
import time
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "fonts"
MARGINS = {"x": 18, "top": 16, "bottom": 15}


def typst():
    import typst
    compiler = typst.Compiler(root="/", font_paths=[str(FONTS)], ignore_system_fonts=True)
    # As jixiao's: to be archived, and tagged.
    return lambda path: compiler.compile(input=path, format="pdf", pdf_standards=["a-2a", "ua-1"])


def weasyprint():
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    fonts = FontConfiguration()
    style = CSS(string=f"""
        @page {{ size: A4; margin: {MARGINS["top"]}mm {MARGINS["x"]}mm {MARGINS["bottom"]}mm;
                 @bottom-center {{ content: counter(page) " / " counter(pages) }} }}
        body {{ font: 10.5pt/1.4 "Noto Serif SC", "Noto Sans Symbols 2"; margin: 0 }}
        table {{ width: 100%; table-layout: fixed; border-collapse: collapse }}
        td {{ border: 0.5pt solid; padding: 1.8mm 1.5mm; white-space: pre-wrap }}
    """, font_config=fonts)
    return lambda path: HTML(filename=path).write_pdf(stylesheets=[style], font_config=fonts,
                                                      pdf_variant="pdf/a-2a", pdf_tags=True)


def reportlab():
    from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table
    from xml.sax.saxutils import escape
    for name, file in ("Serif", "NotoSerifSC-Regular"), ("Bold", "NotoSerifSC-Bold"), ("Symbols", "NotoSansSymbols2-Regular"):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{file}.ttf")))
    alignments = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}

    def paragraph(cell):
        style = ParagraphStyle("", fontName="Bold" if cell["bold"] else "Serif", fontSize=cell["size"],
                               leading=cell["size"] * 1.4, alignment=alignments[cell["align"]], wordWrap="CJK")
        words = escape(cell["text"]).replace("\n", "<br/>")
        for box in "☐☑":
            words = words.replace(box, f'<font name="Symbols">{box}</font>')
        return Paragraph(words, style)

    def footer(canvas, _):
        canvas.setFont("Serif", 9)
        canvas.drawCentredString(A4[0] / 2, 7 * mm, str(canvas.getPageNumber()))

    def make(path):
        document = json.loads(Path(path).read_text())
        width = A4[0] - 2 * MARGINS["x"] * mm
        total = sum(document["columns"])
        grid = [[""] * len(document["columns"]) for _ in document["heights"]]
        styles = [("LEFTPADDING", (0, 0), (-1, -1), 1.5 * mm), ("RIGHTPADDING", (0, 0), (-1, -1), 1.5 * mm),
                  ("TOPPADDING", (0, 0), (-1, -1), 1.8 * mm), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.8 * mm)]
        for cell in document["cells"]:
            row, column = cell["row"], cell["column"]
            end = (column + cell["columns"] - 1, row + cell["rows"] - 1)
            grid[row][column] = paragraph(cell)
            if cell["rows"] * cell["columns"] > 1:
                styles.append(("SPAN", (column, row), end))
            styles.append(("VALIGN", (column, row), end, "TOP" if cell["top"] else "MIDDLE"))
            if cell["ruled"]:
                styles.append(("BOX", (column, row), end, 0.5, "black"))
        table = Table(grid, colWidths=[width * share / total for share in document["columns"]], style=styles, splitInRow=1)
        out = io.BytesIO()
        page = SimpleDocTemplate(out, pagesize=A4, leftMargin=MARGINS["x"] * mm - 6, rightMargin=MARGINS["x"] * mm - 6,
                                 topMargin=MARGINS["top"] * mm - 6, bottomMargin=MARGINS["bottom"] * mm - 6)
        page.build([table], onFirstPage=footer, onLaterPages=footer)
        return out.getvalue()

    return make


def xlsxwriter():
    import xlsxwriter

    def make(path):
        document = json.loads(Path(path).read_text())
        out = io.BytesIO()
        book = xlsxwriter.Workbook(out, {"in_memory": True})
        sheet = book.add_worksheet("绩效目标")
        for column, width in enumerate(document["columns"]):
            sheet.set_column(column, column, width)
        for row, height in enumerate(document["heights"]):
            sheet.set_row(row, height)
        formats = {}
        for cell in document["cells"]:
            look = {"font_name": "宋体", "font_size": cell["size"], "bold": cell["bold"], "text_wrap": True,
                    "align": cell["align"], "valign": "top" if cell["top"] else "vcenter",
                    "border": int(cell["ruled"]), "num_format": cell["format"]}
            key = tuple(look.values())
            if key not in formats:
                formats[key] = book.add_format(look)
            look = formats[key]
            row, column = cell["row"], cell["column"]
            if cell["rows"] * cell["columns"] > 1:
                sheet.merge_range(row, column, row + cell["rows"] - 1, column + cell["columns"] - 1, "", look)
            if cell["number"] is not None:
                sheet.write_number(row, column, cell["number"], look)
            else:
                sheet.write_string(row, column, cell["text"], look)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&C&P / &N")
        book.close()
        return out.getvalue()

    return make


def main():
    make = {"typst": typst, "weasyprint": weasyprint, "reportlab": reportlab, "xlsxwriter": xlsxwriter}[sys.argv[1]]()
    if sys.argv[2] != "--serve":
        Path(sys.argv[3]).write_bytes(make(sys.argv[2]))
        return
    for line in sys.stdin:
        start = time.perf_counter()
        size = len(make(line.strip()))
        print(time.perf_counter() - start, size, flush=True)


if __name__ == "__main__":
    main()
