"""Builds the same forms with jixiao and its peers, side by side in one run, and
writes the table of docs/benchmark.md.

Usage: python3 benches/peers/run.py [--rounds N] [--batch N]

Needs CPython, Rust, LibreOffice and, for WeasyPrint, Pango; installs the rest
into target/peers. Rounds are interleaved, so that a busy machine slows all
alike: look at the ratios."""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "benches/peers"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).resolve()
WORK = TARGET / "peers"
PYTHON = WORK / "venv/bin/python"
TRIPLE = subprocess.run(["rustc", "--print", "host-tuple"], check=True, capture_output=True, text=True).stdout.strip()
JIXIAO = TARGET / TRIPLE / "dist/jixiao"
PAGE = ROOT / "docs/benchmark.md"
MARKS = "<!-- measured -->\n", "<!-- end -->\n"

PACKAGES = "typst==0.15.0", "reportlab==5.1.0", "weasyprint==70.0", "xlsxwriter==3.3.1", "openpyxl==3.1.5"
FORMS = {
    "one page, 2026": "2026-青年科技人才服务",
    "44 indicators, 2023": "2023-全市科普阵地建设",
    "long texts, 2020": "2020-科学会馆日常运行",
}
BATCHES = 1, 100, 1_000, 10_000

LAUNCH = """
import os, sys, time
null = [(os.POSIX_SPAWN_OPEN, number, "/dev/null", os.O_WRONLY, 0) for number in (1, 2)]
def launch(*words):
    start = time.perf_counter()
    _, status, usage = os.wait4(os.posix_spawn(words[0], words, os.environ, file_actions=null), 0)
    return time.perf_counter() - start, usage.ru_maxrss, os.waitstatus_to_exitcode(status)
launch("/bin/true")
print(*launch(*sys.argv[1:]))
"""
"""Measures a process from one that is small: what a process takes at most counts
its parent's memory, too. The first that this one starts takes it half a
millisecond more than the others, which is no time of the program."""


def call(*command, **options):
    subprocess.run([str(word) for word in command], check=True, cwd=ROOT, **options)


def cold(*command):
    """The seconds and the peak memory in MB of a whole process."""
    words = [sys.executable, "-I", "-S", "-c", LAUNCH, *map(str, command)]
    seconds, memory, code = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    if code != "0":
        sys.exit(f"failed with {code}: {command}")
    return float(seconds), int(memory) / 1024


class Warm:
    """A process that has its fonts loaded and sets one document after another."""

    def __init__(self, *command):
        self.process = subprocess.Popen([str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, path):
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline().split()[0]), None


def prepare(rounds):
    """Installs and builds what is measured, and makes the documents; where the
    warm library's program is."""
    if not PYTHON.exists():
        call(sys.executable, "-m", "venv", WORK / "venv")
    call(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES)
    # As it is handed on.
    call("cargo", "build", "--quiet", "--locked", "--profile", "dist", "--config", "deploy/static.toml", "--target", TRIPLE)
    call("cargo", "build", "--quiet", "--locked", "--release", "--manifest-path", HERE / "genpdf/Cargo.toml",
         "--target-dir", TARGET / "genpdf")
    built = subprocess.run(["cargo", "bench", "--locked", "--no-run", "--bench", "warm"], check=True, cwd=ROOT,
                           capture_output=True, text=True).stderr
    (WORK / "cache").mkdir(exist_ok=True)
    (WORK / "fonts.conf").write_text(f"""<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
        <dir>{ROOT}/fonts</dir><cachedir>{WORK}/cache</cachedir>
        <alias binding="same"><family>宋体</family><prefer><family>Noto Serif SC</family></prefer></alias></fontconfig>""")
    os.environ["FONTCONFIG_FILE"] = str(WORK / "fonts.conf")
    documents = WORK / "documents"
    documents.mkdir(exist_ok=True)
    for stem in FORMS.values():
        sample = ROOT / f"samples/{stem}.yaml"
        call(JIXIAO, "build", sample, "-o", documents, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        call(PYTHON, HERE / "documents.py", documents / f"{stem}.xlsx", documents / stem, rounds)
        name, text = stem.split("-", 1)[1], sample.read_text()
        for number in range(rounds + 1):
            varied = text.replace(name, f"{name}{number}") if number else text
            (documents / (f"{stem}-{number}.yaml" if number else f"{stem}.yaml")).write_text(varied)
    return documents, built.rsplit("(", 1)[1].rsplit(")", 1)[0]


def contestants(documents, warm):
    """For each name, whether it is the measure of the others, and what takes a
    form and the number of a round and gives seconds and memory."""
    def path(stem, number, ending):
        return documents / (f"{stem}-{number}.{ending}" if number else f"{stem}.{ending}")

    def built(kind):
        return lambda stem, _: cold(JIXIAO, "build", documents / f"{stem}.yaml", "--force", "--format", kind, "-o", WORK / "out")

    def process(peer, ending):
        return lambda stem, _: cold(PYTHON, HERE / "peers.py", peer, documents / f"{stem}.{ending}", WORK / "peer.out")

    def served(server, ending, varied=True):
        return lambda stem, number: server(path(stem, number if varied else 0, ending))

    def peer(name):
        return Warm(PYTHON, HERE / "peers.py", name, "--serve")

    typst = peer("typst")
    office = ["soffice", f"-env:UserInstallation=file://{WORK}/office", "--headless", "--convert-to", "pdf", "--outdir", WORK / "out"]
    yield "PDF, a process", {
        "jixiao": built("pdf"),
        "typst 0.15": process("typst", "typ"),
        "ReportLab": process("reportlab", "json"),
        "WeasyPrint": process("weasyprint", "html"),
        "genpdf": lambda stem, _: cold(TARGET / "genpdf/release/genpdf-peer", documents / f"{stem}.json", WORK / "peer.out"),
        "LibreOffice, from XLSX": lambda stem, _: cold(shutil.which("soffice"), *office[1:], documents / f"{stem}.xlsx"),
    }
    yield "PDF, warm", {
        "jixiao's library": served(Warm(ROOT / warm, "pdf"), "yaml"),
        "typst 0.15, the same text again": served(typst, "typ", varied=False),
        "typst 0.15, another name each time": served(typst, "typ"),
        "ReportLab": served(peer("reportlab"), "json"),
        "WeasyPrint": served(peer("weasyprint"), "html"),
    }
    yield "XLSX, a process", {
        "jixiao": built("xlsx"),
        "XlsxWriter": process("xlsxwriter", "json"),
    }
    yield "XLSX, warm", {
        "jixiao's library": served(Warm(ROOT / warm, "xlsx"), "yaml"),
        "XlsxWriter": served(peer("xlsxwriter"), "json"),
    }


def milliseconds(seconds):
    return f"{seconds * 1000:,.0f}" if seconds >= 0.1 else f"{seconds * 1000:.3g}"


def compare(documents, warm, rounds):
    """Tables of all contestants on all forms."""
    lines = []
    for title, all_of_them in contestants(documents, warm):
        times = {(name, stem): [] for name in all_of_them for stem in FORMS.values()}
        memory = dict.fromkeys(all_of_them, 0)
        # The first round fills caches.
        for number in range(rounds + 1):
            for stem in FORMS.values():
                for name, act in all_of_them.items():
                    seconds, most = act(stem, number)
                    if number:
                        times[name, stem].append(seconds)
                        memory[name] = max(memory[name], most or 0)
        first = next(iter(all_of_them))
        lines += [f"### {title}", "", f"| | {' | '.join(FORMS)} | peak memory |", "|---|" + "---|" * (len(FORMS) + 1)]
        for name in all_of_them:
            cells = []
            for stem in FORMS.values():
                own, base = times[name, stem], times[first, stem]
                low, middle = min(own) / min(base), statistics.median(own) / statistics.median(base)
                ratio = "" if name == first else f", ×{low:.3g} (×{middle:.3g})"
                cells.append(f"{milliseconds(min(own))} ({milliseconds(statistics.median(own))}) ms{ratio}")
            most = f"{memory[name]:.0f} MB" if memory[name] else "–"
            lines.append(f"| {name} | {' | '.join(cells)} | {most} |")
        lines.append("")
    return lines


def batches(documents, largest):
    """Builds of so many different projects, PDF and XLSX."""
    sample = (documents / f"{FORMS['one page, 2026']}.yaml").read_text()
    lines = ["### Batches, PDF and XLSX of each project", "", "| projects | time | a project | peak memory |", "|---|---|---|---|"]
    for size in (size for size in BATCHES if size <= largest):
        folder = WORK / f"batch-{size}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for number in range(size):
            varied = sample.replace("青年科技人才服务", f"青年科技人才服务第{number}期").replace("不少于4场", f"不少于{number + 4}场")
            (folder / f"{number:05}.yaml").write_text(varied)
        def build(*more):
            return cold(JIXIAO, "build", folder, "-o", folder / "out", "--force", *more)
        for name, more in [(f"{size:,}", ["--no-book"]), *([(f"{size:,} and their book", ["--book"])] if 1 < size <= 1_000 else [])]:
            seconds, memory = min(build(*more) for _ in range(3 if size < 1_000 else 1))
            lines.append(f"| {name} | {seconds:.3g} s | {milliseconds(seconds / size)} ms | {memory:.0f} MB |")
        shutil.rmtree(folder)
    return lines + [""]


def start_up(rounds):
    seconds = [cold(JIXIAO, "--version")[0] for _ in range(rounds)]
    return [f"Start-up (`jixiao --version`): {milliseconds(min(seconds))} ms at best, {milliseconds(statistics.median(seconds))} ms in the middle.", ""]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--batch", type=int, default=BATCHES[-1], help="the largest batch")
    arguments = parser.parse_args()
    documents, warm = prepare(arguments.rounds)
    machine = f"{os.cpu_count()} cores, shared with other work, {platform.system()} {platform.machine()}"
    lines = [f"`python3 benches/peers/run.py --rounds {arguments.rounds}`, {machine}.", ""]
    lines += compare(documents, warm, arguments.rounds) + batches(documents, arguments.batch) + start_up(arguments.rounds)
    table = "\n".join(lines)
    print(table)
    before, rest = PAGE.read_text().split(MARKS[0])
    PAGE.write_text(before + MARKS[0] + table + MARKS[1] + rest.split(MARKS[1])[1])


if __name__ == "__main__":
    main()
