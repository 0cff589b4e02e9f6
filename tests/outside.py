"""Builds the samples and reads them with poppler, LibreOffice, openpyxl, easyofd and
a PDF/A validator; reads findings with the schema of SARIF, which outside.sh puts
into the work folder, and the manual pages with mandoc.
Usage: outside.py PROGRAM WORK_FOLDER [PROJECTS]"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from copy import copy as copy_style
from copy import deepcopy
from pathlib import Path

import jsonschema
import openpyxl
import outside_ofd
import page as validator
import pikepdf
import pymupdf

ROOT = Path(__file__).resolve().parent.parent
FAILURES = []


def check(condition, what):
    if not condition:
        FAILURES.append(what)
        print("FAIL:", what)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def squeezed(text):
    return re.sub(r"\s", "", text)


def pages(pdf):
    return [squeezed(text) for text in run("pdftotext", "-raw", str(pdf), "-").split("\f")[:-1]]


PROFILES = validator.ValidationProfile


def check_pdf(pdf, archival=PROFILES.PDF_A_2A):
    for profile in (archival, PROFILES.PDF_UA_1):
        report = validator.validate_pdf(str(pdf), profile=profile)
        check(report.is_compliant, f"{pdf.name}: {profile}: {[f.message for f in report.failures][:3]}")
    fonts = [line.split() for line in run("pdffonts", str(pdf)).splitlines()[2:]]
    check(fonts, f"{pdf.name}: no fonts")
    for font in fonts:
        embedded, subset, unicode = font[-5:-2]
        check((embedded, subset, unicode) == ("yes", "yes", "yes"), f"{pdf.name}: font {font}")
    size = run("pdfinfo", str(pdf))
    check("A4" in size, f"{pdf.name}: not A4")


def check_mutants(pdf, work):
    """The validator notices each thing that makes the PDF accessible or lasting, when
    it is taken away."""
    def elements(document):
        return [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"]

    def attribute(name):
        def take(document):
            all_of_them = (one for element in elements(document) for one in element.get("/A", []) if name in one)
            del next(all_of_them)[name]
        return take

    def key(name):
        def take(document):
            del document.Root[name]
        return take

    mutants = {name: attribute(name) for name in ("/Scope", "/ColSpan", "/RowSpan")}
    mutants |= {name: key(name) for name in ("/Lang", "/ViewerPreferences", "/MarkInfo", "/StructTreeRoot", "/Metadata")}
    for name, take in [("nothing", lambda document: None), *mutants.items()]:
        with pikepdf.open(pdf) as document:
            take(document)
            path = work / "mutant.pdf"
            document.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        compliant = all(validator.validate_pdf(str(path), profile=profile).is_compliant
                        for profile in (PROFILES.PDF_A_2A, PROFILES.PDF_UA_1))
        check(compliant == (name == "nothing"), f"{pdf.name} without {name}: compliant is {compliant}")


# Some hard ones: a pair for one character, a dash of two, a radical, a bullet.
CHARACTERS = "绩效目标服务项目完成及时率满意度年内不少于场次人数经费管理提升，。；：、（）《》“”——…％≥≤12345 abc①②·㎡\n"
FORMS = int(os.environ.get("RANDOM_FORMS", "40"))


def random_project(number):
    """A project of any form, with texts of any length."""
    dice = random.Random(number)

    def text(longest):
        return json.dumps("".join(dice.choices(CHARACTERS, k=dice.randint(1, longest))).strip() or "甲", ensure_ascii=False)

    def indicators(framework):
        lines = ["绩效指标:"]
        for category, below in framework.items():
            lines.append(f"  {category}:")
            for subcategory in below:
                lines.append(f"    {subcategory}:")
                for index in range(dice.randint(1, 6)):
                    value = dice.choice(["≥4场", "100%", "及时", "≤5万元", "不少于3000人次"])
                    lines.append(f"      - {{名称: {text(40)}, 指标值: {value}}}")
        return lines

    year = dice.choice([2019, 2021, 2024, 2026])
    lines = [f"年度: {year}", f"项目名称: {text(30)}"]
    if year < 2023:
        for field in ("项目概况", "立项依据", "项目设立的必要性", "保证项目实施的制度、措施", "项目实施计划"):
            lines.append(f"{field}: {text(dice.choice([20, 300, 1500]))}")
        amount = dice.randint(0, 10**9)
        lines += [f"申报单位名称: {text(20)}", f"项目总预算: {amount}", f"项目当年预算: {amount}"]
        framework = {"产出目标": ["数量目标", "质量目标"], "效果目标": ["社会效益目标"]} if year == 2019 else {
            "产出目标": ["数量", "时效"], "效果目标": ["社会效益", "满意度"]}
    else:
        years = dice.choice([(year, year), (year, year + 1)])
        lines += [f"实施单位: {text(30)}", f"计划开始日期: {years[0]}-01-01", f"计划完成日期: {years[1]}-12-31"]
        lines += [f"年度资金: {{当年财政拨款: {dice.randint(0, 10**10) / 100}}}", f"年度总体目标: {text(dice.choice([60, 900, 3000]))}"]
        framework = {"产出指标": ["数量指标", "质量指标"], "效益指标": ["社会效益指标"], "满意度指标": ["服务对象满意度指标"]}
    return "\n".join(lines + indicators(framework)) + "\n"


def check_random_forms(program, work):
    """Forms of random texts are valid, too, and so is their book."""
    folder, out = work / "random", work / "random-out"
    folder.mkdir()
    for number in range(FORMS):
        (folder / f"{number}.yaml").write_text(random_project(number))
    done = subprocess.run([program, "build", folder, "-o", out, "-q"], capture_output=True, text=True)
    pdfs = sorted(out.glob("*.pdf"))
    check(done.returncode == 0 and len(pdfs) >= FORMS, f"random forms: {len(pdfs)} of {FORMS}: {done.stderr[-2000:]}")
    for pdf in pdfs:
        check_pdf(pdf)
    done = subprocess.run([program, "verify", folder, "-o", out, "-q"], capture_output=True, text=True)
    check(done.returncode == 0, f"random forms: {done.stderr[-2000:]}")


def cells(sheet):
    merged = {cell for area in sheet.merged_cells.ranges for cell in list(area.cells)[1:]}
    for row in sheet.iter_rows():
        for cell in row:
            if (cell.row, cell.column) not in merged and cell.value is not None:
                yield cell


def check_sheet(path, pdf):
    sheet = openpyxl.load_workbook(path).active
    setup = sheet.page_setup
    check(setup.paperSize == 9 and setup.orientation == "portrait", f"{path.name}: paper")
    check(sheet.sheet_properties.pageSetUpPr.fitToPage and setup.fitToWidth in (None, 1) and setup.fitToHeight == 0,
          f"{path.name}: fit to one page wide")
    check(sheet.print_area is not None and sheet.print_title_rows is not None, f"{path.name}: print area and titles")
    ours = pages(pdf)
    for cell in cells(sheet):
        check(cell.data_type in ("s", "n"), f"{path.name}: {cell.coordinate} is {cell.data_type}")
        check(cell.font.name == "宋体", f"{path.name}: {cell.coordinate}: font {cell.font.name}")
        if cell.data_type == "n":
            decimals = len(cell.number_format.partition(".")[2])
            comma = "," if "," in cell.number_format else ""
            text = f"{cell.value:{comma}.{decimals}f}"
        else:
            text = cell.value
        check(shows(ours, squeezed(text)), f"{path.name}: {cell.coordinate}: {text[:60]!r} is not on the page")


def shows(pages, text):
    """Whether a text stands on a page; one that goes over pages, in pieces."""
    if any(text in page for page in pages):
        return True
    pieces = [text[start:start + 20] for start in range(0, len(text), 20)]
    missing = sum(not any(piece in page for page in pages) for piece in pieces)
    return len(pages) > 1 and missing < len(pages)


def check_print(path, printed, pdf):
    """LibreOffice's print of the sheet: the same rows on the same pages, and each
    line of each text inside its cell."""
    theirs, ours = pages(printed), pages(pdf)
    check(len(theirs) == len(ours), f"{path.name}: {len(theirs)} printed pages, {len(ours)} of the PDF")
    sheet = openpyxl.load_workbook(path).active
    for cell in cells(sheet):
        text = str(cell.value)
        if cell.data_type != "s" or len(text) > 20 or cell.coordinate in sheet.merged_cells and text in ("", "绩效\n指标"):
            continue
        mine = {number for number, page in enumerate(ours) if squeezed(text) in page}
        other = {number for number, page in enumerate(theirs) if squeezed(text) in page}
        if len(mine) == 1 and len(other) == 1:
            check(mine == other, f"{path.name}: {text!r} is printed on page {other}, in the PDF on {mine}")


def check_row_heights(paths, work):
    """What LibreOffice itself thinks each row needs: a copy of each sheet without
    row heights and merges across rows is converted, and its optimal heights are
    compared with those that the sheet has."""
    copies = work / "optimal"
    copies.mkdir()
    for path in paths:
        book = openpyxl.load_workbook(path)
        sheet = book.active
        # LibreOffice does not fit rows to merged cells: widen the first column of
        # each merge in a row instead of merging.
        out = openpyxl.Workbook()
        target = out.active
        rows = []
        widths = {}
        for cell in cells(sheet):
            area = next((a for a in sheet.merged_cells.ranges if (cell.row, cell.column) == (a.min_row, a.min_col)), None)
            if area is not None and area.max_row > area.min_row:
                continue
            last = area.max_col if area is not None else cell.column
            width = sum(sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width
                        for column in range(cell.column, last + 1))
            column = widths.setdefault(round(width, 2), len(widths) + 1)
            target.column_dimensions[openpyxl.utils.get_column_letter(column)].width = width
            copy = target.cell(len(rows) + 1, column, str(cell.value))
            copy.font = copy_style(cell.font)
            copy.alignment = copy_style(cell.alignment)
            copy.data_type = "s"
            rows.append((cell.coordinate, sheet.row_dimensions[cell.row].height))
        out.save(copies / path.name)
        (copies / (path.stem + ".rows")).write_text("\n".join(f"{name} {height}" for name, height in rows))
    run("soffice", "--headless", "--convert-to", "fods", "--outdir", str(copies), *map(str, sorted(copies.glob("*.xlsx"))))
    for path in paths:
        flat = (copies / (path.stem + ".fods")).read_text()
        heights = {name: to_points(height) for name, height in
                   re.findall(r'<style:style style:name="(ro\d+)".*?style:row-height="([^"]+)"', flat, re.S)}
        table = flat[flat.index("<table:table "):]
        needed = []
        for row in re.findall(r"<table:table-row ([^>]*)>", table):
            name = re.search(r'table:style-name="(ro\d+)"', row).group(1)
            repeated = re.search(r'number-rows-repeated="(\d+)"', row)
            needed += [heights[name]] * min(int(repeated.group(1)) if repeated else 1, 500)
        rows = [line.split() for line in (copies / (path.stem + ".rows")).read_text().splitlines()]
        for (name, height), need in zip(rows, needed):
            check(float(height) >= need - 0.5, f"{path.name}: {name} has {height} pt, LibreOffice wants {need:.1f}")


def to_points(length):
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", length).groups()
    return float(number) * {"in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1}[unit]


def check_sarif(program, schema):
    """What `check --format sarif` says is valid, and would not be with a mistake."""
    schema = json.loads(schema.read_text())
    kind = jsonschema.validators.validator_for(schema)
    validator = kind(schema, format_checker=kind.FORMAT_CHECKER)
    for language in ("zh-CN", "en"):
        shown = subprocess.run([program, "check", "tests/cases/findings", "--format", "sarif", "--lang", language],
                               cwd=ROOT, capture_output=True, text=True)
        check(shown.returncode == 1, f"sarif {language}: {shown.returncode} {shown.stderr}")
        report = json.loads(shown.stdout)
        errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(report)]
        check(not errors, f"sarif {language}: {errors[:3]}")
        check(len(report["runs"][0]["results"]) > 100, f"sarif {language}: few findings")
    for path, value in [
        ("version", None),
        ("runs", None),
        ("runs/0/tool", None),
        ("runs/0/tool/driver/name", None),
        ("runs/0/tool/driver/rules/0/id", None),
        ("runs/0/results/0/message", None),
        ("runs/0/results/0/level", "grave"),
        ("runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", "a b"),
        ("runs/0/results/0/locations/0/physicalLocation/region/startLine", 0),
    ]:
        wrong = deepcopy(report)
        at = wrong
        *parents, last = [int(key) if key.isdigit() else key for key in path.split("/")]
        for key in parents:
            at = at[key]
        if value is None:
            del at[last]
        else:
            at[last] = value
        check(not validator.is_valid(wrong), f"sarif: a wrong {path} is not noticed")


def check_manual(program, folder):
    """The manual pages are without mistakes, and show the options."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}
    subprocess.run([program, "man", folder], check=True, capture_output=True, env=environment)
    pages = sorted(folder.glob("**/*.1"))
    check(len(pages) >= 18 and len(pages) % 2 == 0, f"manual: {len(pages)} pages")
    for page in pages:
        lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True)
        check(lint.returncode == 0, f"manual: {lint.stdout}{lint.stderr}")
        shown = re.sub(".\x08", "", run("mandoc", "-T", "utf8", str(page)))
        check("--help" in shown and "2026-01-01" in shown, f"manual: {page} shows {shown}")


def check_ofd(paths, work):
    """The pages look as those of the PDF."""
    for path in paths:
        files, pages = outside_ofd.members(path), outside_ofd.pictures(path.with_suffix(".pdf").read_bytes(), work)
        found = outside_ofd.differences(files, pages, work)
        check(max(found) <= outside_ofd.LIMIT, f"{path.name}: not as the PDF: {found}")
    for what in outside_ofd.unnoticed(files, pages, work):
        check(False, f"{path.name}: not noticed: {what}")


def check_ofd_font(program, work):
    """An office's font with PostScript outlines, from a collection."""
    font = next(line.rstrip(": \n") for line in run("fc-list", ":", "file").splitlines() if "SerifCJK-Regular" in line)
    folder = work / "office"
    folder.mkdir()
    shutil.copy(font, folder)
    (folder / "jixiao.yaml").write_text(f"fonts: {{text: {Path(font).name}}}\n")
    (folder / "a.yaml").write_text("年度: 2026\n项目名称: 示例项目（一）——“甲”\n实施单位: 示例市科技服务中心\n")
    run(program, "build", str(folder), "-o", str(work / "office-out"), "--format", "ofd")
    wrong = outside_ofd.wrong_outlines(outside_ofd.members(work / "office-out/a.ofd"), font)
    check(set(wrong) <= {"—"}, f"ofd: outlines of {wrong}")


FOOTER = re.compile(r"第\d+页共\d+页")


def check_books(program, projects, work):
    """Every form is in its book, on the page that the contents say; what LibreOffice
    computes in the workbook is what stands in it; and verify finds what pymupdf or
    openpyxl change."""
    out = work / "books"
    run(str(program), "build", projects, "-o", str(out))
    lists = [path for path in sorted(out.glob("*.json")) if not path.name.startswith(".")]
    check(len(lists) >= 4, f"books: {len(lists)} lists")
    for path in lists:
        listed = json.loads(path.read_text())
        book = path.with_suffix(".pdf")
        check_pdf(book)
        text = pages(book)
        before = next(number for number, page in enumerate(text) if "第1页共" in page)
        for project in listed["projects"]:
            start = before + project["page"] - 1
            name = squeezed(project["name"])
            check(name + str(project["page"]) in "".join(text[:before]), f"{book.name}: contents: {name}")
            own = pages(out / project["files"][0]["file"])
            for number, page in enumerate(own):
                check(FOOTER.sub("", text[start + number]) == FOOTER.sub("", page),
                      f"{book.name}: page {start + number + 1} is not page {number + 1} of {name}")
        check_formulas(path.with_suffix(".xlsx"), work)
    check_verify(program, projects, out)


def check_formulas(path, work):
    """A copy without the results is computed anew."""
    copies = work / "computed"
    copies.mkdir(exist_ok=True)
    openpyxl.load_workbook(path).save(copies / path.name)
    run("soffice", "--headless", "--convert-to", "xlsx", "--outdir", str(copies / "out"), str(copies / path.name))
    formulas = openpyxl.load_workbook(path).worksheets[0]
    ours = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    theirs = openpyxl.load_workbook(copies / "out" / path.name, data_only=True).worksheets[0]
    found = [cell.coordinate for row in formulas.iter_rows() for cell in row if cell.data_type == "f"]
    check(len(found) >= 10, f"{path.name}: {len(found)} formulas")
    for place in found:
        one, other = ours[place].value, theirs[place].value
        # Blank is not zero.
        both = [None if value == "" else value for value in (one, other)]
        # A name that leads to its form is a formula, too.
        is_text = isinstance(one, str) or isinstance(other, str)
        same = one == other if is_text or None in both else abs(one - other) < 0.005
        check(same or both == [None, None],
              f"{path.name}: {place} says {one}, LibreOffice {other}")


def check_verify(program, projects, out):
    """What other programs change in a file is found and named."""
    def findings():
        done = subprocess.run([program, "verify", projects, "-o", out, "--lang", "zh-CN"], capture_output=True, text=True)
        return done.returncode, done.stderr
    check(findings()[0] == 0, f"verify: {findings()[1]}")
    path = sorted(out.glob("2026*.xlsx"))[0]
    kept = path.read_bytes()
    book = openpyxl.load_workbook(path)
    cell = next(cell for row in book.active.iter_rows() for cell in row if cell.data_type == "n" and cell.value)
    cell.value += 1000
    book.save(path)
    code, text = findings()
    check(code == 1 and f"（{cell.coordinate}）是「{cell.value}」" in text, f"verify: {cell.coordinate}: {text}")
    path.write_bytes(kept)
    # LibreOffice writes the same values in its own way: that is told, with what it has dropped
    # and what is not compared, and nothing else.
    run("soffice", "--headless", "--convert-to", "xlsx", "--outdir", str(out / "again"), str(path))
    path.write_bytes((out / "again" / path.name).read_bytes())
    code, text = findings()
    told = "像是用别的程序另存过：读到的字、数和算式都一致" in text and "附带的项目数据（没有了）" in text
    check(code == 1 and told and "differs" not in text, f"verify: after LibreOffice: {text}")
    path.write_bytes(kept)
    path = path.with_suffix(".pdf")
    kept = path.read_bytes()
    with pymupdf.open(stream=kept) as document:
        page = document[0]
        page.insert_text(page.search_for("年度总体目标")[0].tl, "950,000.00")
        path.write_bytes(document.tobytes())
    code, text = findings()
    check(code == 1 and "多出「950,000.00」" in text, f"verify: text over a page: {text}")
    path.write_bytes(kept)
    check(findings()[0] == 0, "verify: all is as before")


def check_attachments(program, projects, out):
    """PDF/A-3a with the project's data, which come out again."""
    run(str(program), "build", projects, "-o", str(out), "--format", "pdf", "--attach", "--no-book")
    for pdf in sorted(out.glob("*.pdf")):
        check_pdf(pdf, PROFILES.PDF_A_3A)
        listed = run("pdfdetach", "-list", str(pdf))
        check("jixiao-form.json" in listed and "project.yaml" in listed, f"{pdf.name}: attachments {listed}")
        run("pdfdetach", "-save", "1", "-o", str(out / "data.json"), str(pdf))
        data = json.loads((out / "data.json").read_text())
        check(data["format"] == "jixiao-form", f"{pdf.name}: its data")


def check_alone(program, projects, out, work):
    """The program needs no other file, as in a container without a base."""
    root = work / "root"
    shutil.copytree(projects, root / "projects")
    shutil.copy(program, root)
    as_root = [] if os.geteuid() == 0 else ["unshare", "--map-root-user"]
    run(*as_root, "chroot", str(root), f"/{program.name}", "build", "/projects", "--out", "/out", "--no-book")
    alone = sorted((root / "out").glob("*.pdf")) + sorted((root / "out").glob("*.xlsx"))
    check(len(alone) >= 16, "files of a program alone")
    for path in alone:
        check(path.read_bytes() == (out / path.name).read_bytes(), f"{path.name} of a program alone")


def check_marked(program, out, work):
    """A filled workbook with comments in its cells: other programs show them, and nothing else of it has changed."""
    sheet = sorted(out.glob("2026*.xlsx"))[0]
    folder = work / "marked"
    folder.mkdir()
    book = openpyxl.load_workbook(sheet)
    cells = [cell for row in book.active.iter_rows() for cell in row]
    wrong = next(cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith("≥") and "%" in cell.value)
    wrong.value = "≥190.00(%)"
    book.save(folder / "wrong.xlsx")
    subprocess.run([str(program), "check", "wrong.xlsx", "--mark", "copies"], cwd=folder, capture_output=True)
    copy = folder / "copies/wrong.xlsx"
    with zipfile.ZipFile(folder / "wrong.xlsx") as old, zipfile.ZipFile(copy) as new:
        differ = {name for name in old.namelist() if old.read(name) != new.read(name)}
        named = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/worksheets/sheet1.xml"}
        check(differ == named, f"a marked copy: {differ}")
    marked = openpyxl.load_workbook(copy)
    check(marked.sheetnames == [*book.sheetnames, "审核意见"], f"a marked copy: {marked.sheetnames}")
    same = all(cell.value == marked[book.active.title][cell.coordinate].value for cell in cells)
    check(same, "a marked copy: its values")
    comment = marked[book.active.title][wrong.coordinate].comment
    check(comment is not None and "190%" in comment.text, f"a marked copy: the comment of {wrong.coordinate}")
    run("soffice", "--headless", "--convert-to", "ods", "--outdir", str(folder), str(copy))
    with zipfile.ZipFile(folder / "wrong.ods") as sheets:
        content = sheets.read("content.xml").decode()
    check("office:annotation" in content and "190%" in content, "a marked copy in LibreOffice")


def main():
    program, work = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    out = work / "out"
    projects = sys.argv[3] if len(sys.argv) > 3 else str(ROOT / "samples")
    run(str(program), "build", projects, "-o", str(out), "--format", "pdf,xlsx,ofd", "--no-book")
    sheets, pdfs = sorted(out.glob("*.xlsx")), sorted(out.glob("*.pdf"))
    check(len(sheets) == len(pdfs) >= 8, "files of all samples")
    printed = work / "printed"
    run("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(printed), *map(str, sheets))
    for sheet, pdf in zip(sheets, pdfs):
        check_pdf(pdf)
        check_sheet(sheet, pdf)
        check_print(sheet, printed / pdf.name, pdf)
    check_row_heights(sheets, work)
    check_alone(program, projects, out, work)
    check_attachments(program, projects, work / "attached")
    check_mutants(pdfs[-1], work)
    check_random_forms(program, work)
    check_books(program, projects, work)
    check_marked(program, out, work)
    check_ofd(sorted(out.glob("*.ofd")), work)
    check_ofd_font(program, work)
    check_sarif(program, work / "sarif/vendor/serde-sarif/src/schema.json")
    check_manual(program, work / "man")
    print(f"{len(pdfs)} projects, {len(FAILURES)} failures")
    sys.exit(bool(FAILURES))


main()
