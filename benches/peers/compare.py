"""Sets three samples with typst 0.15 as well, from the sheet that jixiao wrote,
and puts the pages side by side (jixiao left, typst right). Needs poppler and the
packages typst==0.15.0, openpyxl and pillow; how fast both are is run.py's.

Usage, from the root of the repository: python3 benches/peers/compare.py"""

import subprocess
import tempfile
from pathlib import Path

import typst
from PIL import Image

import documents

SAMPLES = {
    "one-page": "2026-青年科技人才服务",
    "spanning-labels": "2023-全市科普阵地建设",
    "long-texts": "2020-科学会馆日常运行",
}
RESOLUTION = 50


def pictures(pdf, folder):
    subprocess.run(["pdftoppm", "-r", str(RESOLUTION), "-png", str(pdf), str(folder / pdf.stem)], check=True)
    return [Image.open(path) for path in sorted(folder.glob(f"{pdf.stem}-*.png"))]


def main():
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        for name, sample in SAMPLES.items():
            subprocess.run(["cargo", "run", "--quiet", "--release", "--", "build", f"samples/{sample}.yaml", "-o", str(work)],
                           check=True, capture_output=True)
            form = documents.typst(documents.read(work / f"{sample}.xlsx"), sample)
            pdf = work / f"{name}-typst.pdf"
            pdf.write_bytes(typst.compile(form.encode(), font_paths=["fonts"], ignore_system_fonts=True))
            ours, theirs = pictures(work / f"{sample}.pdf", work), pictures(pdf, work)
            width = sum(page.width for page in (ours[0], theirs[0])) + 10
            height = max(len(ours), len(theirs)) * (ours[0].height + 10)
            sheet = Image.new("RGB", (width, height), "#888888")
            for left, pages in ((0, ours), (ours[0].width + 10, theirs)):
                for number, page in enumerate(pages):
                    sheet.paste(page, (left, number * (page.height + 10)))
            sheet.quantize(32).save(f"docs/typst/{name}.png", optimize=True)


main()
