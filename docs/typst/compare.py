"""Sets three samples with typst 0.15 as well, from the sheet that jixiao wrote,
and puts the pages side by side (jixiao left, typst right). Needs poppler and the
packages typst==0.15.0, openpyxl and pillow.

Usage, from the root of the repository: python3 docs/typst/compare.py"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl
import typst
from PIL import Image

SAMPLES = {
    "one-page": "2026-青年科技人才服务",
    "spanning-labels": "2023-全市科普阵地建设",
    "long-texts": "2020-科学会馆日常运行",
}
RESOLUTION = 50


def text(value, number_format):
    if isinstance(value, (int, float)):
        decimals = len(number_format.partition(".")[2])
        return f"{value:{',' if ',' in number_format else ''}.{decimals}f}"
    return "" if value is None else value


def source(path):
    """The sheet as a typst table with the same columns, spans and alignments."""
    sheet = openpyxl.load_workbook(path).active
    widths = [sheet.column_dimensions[openpyxl.utils.get_column_letter(column + 1)].width for column in range(sheet.max_column)]
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {cell for area in sheet.merged_cells.ranges for cell in list(area.cells)[1:]}
    lines = [
        '#set page(paper: "a4", margin: (x: 18mm, top: 16mm, bottom: 15mm), numbering: "1 / 1")',
        '#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)',
        "#set par(justify: true, leading: 0.4em)",
        f"#table(columns: ({', '.join(f'{width}fr' for width in widths)}), inset: (x: 1.5mm, y: 1.8mm), stroke: 0.5pt,",
    ]
    for row in range(1, sheet.max_row + 1):
        for column in range(1, sheet.max_column + 1):
            if (row, column) in covered:
                continue
            cell = sheet.cell(row, column)
            area = spans.get((row, column))
            rows, columns = (area.max_row - row + 1, area.max_col - column + 1) if area else (1, 1)
            horizontal = {"left": "left", "right": "right"}.get(cell.alignment.horizontal, "center")
            vertical = {"top": "top"}.get(cell.alignment.vertical, "horizon")
            stroke = "" if cell.border.left.style else ", stroke: none"
            body = text(cell.value, cell.number_format).replace("\\", "\\\\").replace('"', '\\"')
            weight = ', weight: "bold"' if cell.font.bold else ""
            lines.append(f"table.cell(rowspan: {rows}, colspan: {columns}, align: {horizontal} + {vertical}{stroke})"
                         f'[#text(size: {cell.font.size}pt{weight}, "{body}")],'.replace("\n", "\\n"))
    return "\n".join(lines) + ")"


def pictures(pdf, folder):
    subprocess.run(["pdftoppm", "-r", str(RESOLUTION), "-png", str(pdf), str(folder / pdf.stem)], check=True)
    return [Image.open(path) for path in sorted(folder.glob(f"{pdf.stem}-*.png"))]


def main():
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        for name, sample in SAMPLES.items():
            subprocess.run(["cargo", "run", "--quiet", "--release", "--", "build", f"samples/{sample}.yaml", "-o", str(work)],
                           check=True, capture_output=True)
            (work / "form.typ").write_text(source(work / f"{sample}.xlsx"))
            compiler = typst.Compiler(str(work / "form.typ"), font_paths=["fonts"], ignore_system_fonts=True)
            pdf = work / f"{name}-typst.pdf"
            times = []
            for _ in range(5):
                start = time.perf_counter()
                pdf.write_bytes(compiler.compile())
                times.append(time.perf_counter() - start)
            ours, theirs = pictures(work / f"{sample}.pdf", work), pictures(pdf, work)
            width = sum(page.width for page in (ours[0], theirs[0])) + 10
            height = max(len(ours), len(theirs)) * (ours[0].height + 10)
            sheet = Image.new("RGB", (width, height), "#888888")
            for left, pages in ((0, ours), (ours[0].width + 10, theirs)):
                for number, page in enumerate(pages):
                    sheet.paste(page, (left, number * (page.height + 10)))
            sheet.quantize(32).save(f"docs/typst/{name}.png", optimize=True)
            print(f"{name}: {len(ours)} and {len(theirs)} pages; typst {times[0] * 1000:.0f} ms cold, {min(times) * 1000:.1f} ms warm",
                  file=sys.stderr)


main()
