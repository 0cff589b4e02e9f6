"""What is otherwise on Windows, tried under wine, which wine.sh has set up:
wine.py JIXIAO.EXE FOLDER builds FOLDER/samples into FOLDER/out."""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

PROGRAM, FOLDER = Path(sys.argv[1]), Path(sys.argv[2])
SAMPLE = Path("samples/2026-青年科技人才服务.yaml")
# The paths of Unix that wine hands on would make it a shell's.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "SHELL"}
IN_SHELL = {**ENVIRONMENT, "PROMPT": "$P$G"}


def check(condition, what):
    if not condition:
        sys.exit(f"under wine: {what}")


def begin(*arguments, environment=IN_SHELL, program=PROGRAM, **streams):
    return subprocess.Popen(["wine", str(program), *map(str, arguments)], env=environment, **streams)


def run(*arguments, expected=0):
    """What the program says to one who reads it through a pipe."""
    child = begin(*arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = child.communicate(timeout=300)[0].decode()
    check(child.returncode == expected, f"{arguments}: exit code {child.returncode}: {said}")
    check("os error" not in said, f"{arguments}: {said}")
    return said


def wait(condition, what, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        check(time.monotonic() < end, what)
        time.sleep(0.05)


class Held:
    """A file that another program has open."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        pipe = subprocess.PIPE
        self.child = begin(str(self.path).replace("/", "\\"), program="hold.exe", stdin=pipe, stdout=pipe)
        check(self.child.stdout.readline().strip() == b"held", f"{self.path} cannot be held")

    def __exit__(self, *_):
        self.child.communicate()


def project(path, name=None):
    text = SAMPLE.read_text()
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Replaced as a whole, as editors do.
    path.with_name(".new").write_text(re.sub("(?m)^项目名称: .*", f"项目名称: {name}", text) if name else text)
    path.with_name(".new").rename(path)


def outputs(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*.*") if path.is_file()}


def is_whole(pdf):
    return pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")


def samples():
    run("build", "samples", "-o", "out", "--format", "pdf,xlsx,ofd", "--quiet")


def words():
    """Patterns, which cmd.exe leaves to programs; Chinese, and no escape codes in a pipe."""
    run("check", r"samples\2026*.yaml", r"samples\jixiao.yaml")
    Path("一.yaml").write_text("年度: 2026\r\n项目名称: 一\r\n甲: 一\r\n")
    found = json.loads(run("check", "一.yaml", "--format", "json", expected=1))
    check('"一.yaml"' in json.dumps(found, ensure_ascii=False), found)
    check('"uri": "%E4%B8%80.yaml"' in run("check", "一.yaml", "--format", "sarif", expected=1), "the address in SARIF")
    said = run("check", "一.yaml", expected=1)
    check("项目" in said and "\x1b" not in said, said)
    check("\x1b[" in run("check", "一.yaml", "--color", "always", expected=1), "no colours")


def names():
    """Devices, capitals, folders, names longer than Windows takes in one piece."""
    shutil.copy(SAMPLE, "con.yaml")
    said = run("build", "con.yaml", "-o", "names", expected=2)
    check("con.yaml" in said, said)
    project("p/单位/项目.yaml")
    said = run("build", "p", "-o", "o")
    check("o\\单位\\项目.pdf" in said and "/" not in said, said)
    first = outputs("o")
    check({"单位/项目.pdf", "单位/项目.xlsx"} <= first.keys(), first.keys())
    # The same files by other names.
    said = run("build", "P", "-o", "O")
    check(outputs("o") == first and not Path("O").exists(), said)
    project("case/甲A.yaml")
    project("case/甲a.yaml")
    said = run("build", "case", "-o", "case-out", expected=1)
    check("甲A.yaml" in said and "甲a.yaml" in said, said)
    folder = Path("long", *["很长的名字" * 8] * 3)
    project(folder / "项目.yaml")
    run("build", "long", "-o", "long-out")
    check(outputs(Path("long-out", *folder.parts[1:]))["项目.pdf"] == first["单位/项目.pdf"], "a long path")


def locks():
    """A file that is open elsewhere keeps its bytes, and it is said; the others are written."""
    first = outputs("o")
    project("p/单位/项目.yaml", "改名")
    with Held("o/单位/项目.pdf"):
        said = run("build", "p", "-o", "o", expected=2)
        check("项目.pdf" in said and "关" in said, said)
    now = outputs("o")
    check(now["单位/项目.pdf"] == first["单位/项目.pdf"], "a file that is open was changed")
    check(now["单位/项目.xlsx"] != first["单位/项目.xlsx"], "a file beside one that is open was not written")
    run("build", "p", "-o", "o")
    check(outputs("o")["单位/项目.pdf"] != first["单位/项目.pdf"], "a file that was open was not written later")
    with Held("p/单位/项目.yaml"):
        check("项目.yaml" in run("build", "p", "-o", "o", expected=2), "an input that is open")


def replacing():
    """Whoever looks sees the old file or the new one; a run that is killed leaves no other,
    and the next one deletes what it left. Two at once are as good as one after the other."""
    count = 120
    for number in range(count):
        project(f"many/{number:03}.yaml", f"项目{number}")
    # What a killed run left is nobody's, whenever that was.
    Path("many-out").mkdir()
    Path("many-out/.jixiao-left.tmp").write_text("")
    def build():
        return begin("build", "many", "-o", "many-out", "--no-book", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    child = build()
    wait(lambda: len(list(Path("many-out").glob("*.pdf"))) > 3, "nothing is written")
    child.kill()
    child.wait()
    killed = outputs("many-out")
    check(sum(name.endswith(".pdf") for name in killed) < count, "the run ended before it was killed")
    check(".jixiao-left.tmp" not in killed, "what was left over is still there")
    children = [build(), build()]
    check([child.wait() for child in children] == [0, 0], "two runs at once")
    run("build", "many", "-o", "alone", "--quiet", "--no-book")
    alone = {name: bytes for name, bytes in outputs("alone").items() if ".jixiao-lock" not in name}
    done = {name: bytes for name, bytes in outputs("many-out").items() if ".jixiao-lock" not in name}
    check(done == alone, f"not the same: {done.keys() ^ alone.keys()}")
    for name, bytes in killed.items():
        if not Path(name).name.startswith("."):
            check(bytes == alone[name], f"{name} was not whole when the run was killed")

    torn, over = [], threading.Event()

    def look():
        while not over.is_set():
            bytes = Path("o/单位/项目.pdf").read_bytes()
            if not is_whole(bytes):
                torn.append(bytes)

    looking = threading.Thread(target=look)
    looking.start()
    for number in range(5):
        project("p/单位/项目.yaml", f"第{number}次")
        run("build", "p", "-o", "o")
    over.set()
    looking.join()
    check(not torn, "a file was seen that is not whole")


def watching():
    project("watched/甲.yaml")
    child = begin("build", "watched", "-o", "watch-out", "--watch", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    pdf, other = Path("watch-out/甲.pdf"), Path("watch-out/乙.pdf")
    try:
        wait(pdf.exists, "nothing is built")
        first = pdf.read_bytes()
        # It may just have begun to watch.
        time.sleep(1)
        project("watched/甲.yaml", "改名")
        wait(lambda: pdf.read_bytes() != first, "a change is not seen")
        project("watched/乙.yaml")
        wait(other.exists, "a new file is not seen")
        check(child.poll() is None, "it ended")
    finally:
        child.kill()
        child.wait()
    check(other.read_bytes() == first, "what was built is something else")


class Page:
    """The page of a program that was just begun, as a browser asks for it."""

    def __init__(self, *arguments, environment=IN_SHELL):
        self.child = begin(*arguments, environment=environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        address, said = None, ""
        while address is None:
            line = self.child.stderr.readline().decode()
            check(line, f"{arguments}: no address: {said}")
            said += line
            address = re.search(r"(http://127.0.0.1:\d+)/\?token=\w+(?:#file=([^&]+)&number=1)?", line)
        self.address = address[1]
        # The file that is shown first.
        self.file = address[2] and urllib.parse.unquote(address[2])
        self.client = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor())
        self.page = self.client.open(address[0]).read().decode()
        self.token = re.search('name="token" content="(.*?)"', self.page)[1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.kill()
        self.child.wait()

    def send(self, request):
        try:
            return self.client.open(request, timeout=60).read()
        except urllib.error.HTTPError as error:
            check(False, f"{error.url}: {error.code}: {error.read().decode()}")

    def get(self, path):
        return self.send(self.address + path)

    def ask(self, **facts):
        request = urllib.request.Request(f"{self.address}/ask", json.dumps(facts).encode(), {"X-Jixiao": self.token})
        return json.loads(self.send(request))


def opening():
    """A folder in the browser; the program begun by its icon, alone and with a file."""
    project("page/甲.yaml")
    project("alike/甲.yaml")
    run("build", "alike", "-o", "alike-out")
    with Page("open", "page", "--no-browser") as page:
        try:
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(page.address + "/")
            check(False, "the page is shown to anybody")
        except urllib.error.HTTPError as error:
            check(error.code == 403, error)
        check("甲.yaml" in json.dumps(page.ask(ask="folder"), ensure_ascii=False), "the folder has no project")
        version = json.loads(page.get("/changes?since=0"))["version"]
        project("page/甲.yaml", "改名")
        check(json.loads(page.get(f"/changes?since={version}"))["version"] != version, "a change elsewhere is not seen")
        project("page/甲.yaml")
        file = r".\甲.yaml"

        def is_alike(kind):
            made = page.get(f"/output/{kind}?file={urllib.parse.quote(file)}&number=1")
            return made == Path(f"alike-out/甲.{kind}").read_bytes()

        wait(lambda: is_alike("pdf") and is_alike("xlsx"), "the page's files are others")
        for name in ("con", "a:b?", "尾."):
            page.ask(ask="new", name=name, year=2026)
        made = sorted(path.name for path in Path("page").glob("*.yaml"))
        check(made == sorted(["a_b_.yaml", "con_.yaml", "尾.yaml", "甲.yaml"]), made)
        page.ask(ask="build", file=file)
        wait(Path("page/out/甲.pdf").exists, "the page builds nothing")
    for arguments in ([], [r"page\甲.yaml"]):
        with Page(*arguments, environment=ENVIRONMENT) as page:
            check('name="start" content="yes"' in page.page, "another folder cannot be chosen")
            if arguments:
                shown = page.ask(ask="project", file=page.file, number=1)
                check("青年科技人才服务" in json.dumps(shown, ensure_ascii=False), "a file that was dropped is not shown")


os.chdir(FOLDER)
for scenario in (samples, words, names, locks, replacing, watching, opening):
    start = time.monotonic()
    scenario()
    print(f"under wine: {scenario.__name__}, {time.monotonic() - start:.0f} s", flush=True)
