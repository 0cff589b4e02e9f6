"""The sheet of a form that jixiao wrote, as a document for its peers: the same
texts in the same cells, merged, aligned and ruled alike.

Usage: documents.py FORM.xlsx FOLDER/NAME [VARIANTS]

writes NAME.json, NAME.typ and NAME.html, and so many of each that differ in the
project's name. Needs openpyxl."""

import html
import json
import sys
from pathlib import Path

import openpyxl

MARGINS = {"x": 18, "top": 16, "bottom": 15}
"""Of the page, in millimetres."""


def read(path):
    """The sheet's columns and cells."""
    sheet = openpyxl.load_workbook(path).active
    letter = openpyxl.utils.get_column_letter
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {cell for area in sheet.merged_cells.ranges for cell in list(area.cells)[1:]}
    cells = []
    for row in range(1, sheet.max_row + 1):
        for column in range(1, sheet.max_column + 1):
            if (row, column) in covered:
                continue
            cell = sheet.cell(row, column)
            area = spans.get((row, column))
            number = cell.value if isinstance(cell.value, (int, float)) else None
            cells.append({
                "row": row - 1,
                "column": column - 1,
                "rows": area.max_row - row + 1 if area else 1,
                "columns": area.max_col - column + 1 if area else 1,
                "text": text(cell.value, cell.number_format),
                "number": number,
                "format": cell.number_format,
                "align": {"left": "left", "right": "right"}.get(cell.alignment.horizontal, "center"),
                "top": cell.alignment.vertical == "top",
                "ruled": bool(cell.border.left.style),
                "bold": bool(cell.font.bold),
                "size": cell.font.size,
            })
    return {
        "columns": [sheet.column_dimensions[letter(column + 1)].width for column in range(sheet.max_column)],
        "heights": [sheet.row_dimensions[row + 1].height for row in range(sheet.max_row)],
        "cells": cells,
    }


def text(value, number_format):
    if isinstance(value, (int, float)):
        decimals = len(number_format.partition(".")[2])
        return f"{value:{',' if ',' in number_format else ''}.{decimals}f}"
    return "" if value is None else value


def rows(document):
    """The cells of each row."""
    found = [[] for _ in document["heights"]]
    for cell in document["cells"]:
        found[cell["row"]].append(cell)
    return found


def typst(document, title):
    """As a typst table."""
    fractions = ", ".join(f"{width}fr" for width in document["columns"])
    lines = [
        f"#set document(title: {json.dumps(title, ensure_ascii=False)})",
        f'#set page(paper: "a4", margin: (x: {MARGINS["x"]}mm, top: {MARGINS["top"]}mm, bottom: {MARGINS["bottom"]}mm), numbering: "1 / 1")',
        '#set text(font: ("Noto Serif SC", "Noto Sans Symbols 2"), size: 10.5pt, lang: "zh", region: "cn", top-edge: 0.88em, bottom-edge: -0.12em)',
        "#set par(justify: true, leading: 0.4em)",
        f"#table(columns: ({fractions}), inset: (x: 1.5mm, y: 1.8mm), stroke: 0.5pt,",
    ]
    for cell in document["cells"]:
        vertical = "top" if cell["top"] else "horizon"
        stroke = "" if cell["ruled"] else ", stroke: none"
        weight = ', weight: "bold"' if cell["bold"] else ""
        body = json.dumps(cell["text"], ensure_ascii=False)
        lines.append(f"table.cell(rowspan: {cell['rows']}, colspan: {cell['columns']}, align: {cell['align']} + {vertical}{stroke})"
                     f"[#text(size: {cell['size']}pt{weight}, {body})],")
    return "\n".join(lines) + ")"


def page(document, title):
    """As an HTML table; its style is in peers.py."""
    total = sum(document["columns"])
    lines = [f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{html.escape(title)}</title><table>']
    lines += [f'<col style="width: {100 * width / total}%">' for width in document["columns"]]
    for row in rows(document):
        lines.append("<tr>")
        for cell in row:
            style = f"font-size: {cell['size']}pt; text-align: {cell['align']}; vertical-align: {'top' if cell['top'] else 'middle'}"
            style += "; font-weight: bold" if cell["bold"] else ""
            style += "" if cell["ruled"] else "; border: none"
            spans = f'rowspan="{cell["rows"]}" colspan="{cell["columns"]}"'
            lines.append(f'<td {spans} style="{style}">{html.escape(cell["text"])}</td>')
    return "\n".join(lines) + "</table></html>"


def main():
    document, stem = read(sys.argv[1]), Path(sys.argv[2])
    variants = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    name = stem.name.split("-", 1)[1]
    whole = json.dumps(document, ensure_ascii=False)
    for number in range(variants + 1):
        # The first is the form itself.
        varied = json.loads(whole.replace(name, name + str(number)) if number else whole)
        path = stem.with_name(f"{stem.name}-{number}") if number else stem
        path.with_name(path.name + ".json").write_text(json.dumps(varied, ensure_ascii=False))
        path.with_name(path.name + ".typ").write_text(typst(varied, name))
        path.with_name(path.name + ".html").write_text(page(varied, name))


if __name__ == "__main__":
    main()
