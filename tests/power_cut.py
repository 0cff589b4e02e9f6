"""What a power cut leaves. Records what the program asks of the system while it works in a
folder, and replays it up to each moment in the worst order that a disk may take: names are
changed at once, and what of a file's bytes was not synced is lost. Each file has to be the
old one or the new one, and no file of the author's may be gone.
Usage: power_cut.py PROGRAM WORK_FOLDER"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CALLS = (
    "openat,creat,write,pwrite64,writev,ftruncate,truncate,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "unlink,unlinkat,mkdir,mkdirat,rmdir,fsync,fdatasync,copy_file_range,sendfile,fallocate"
)
PROJECT = """年度: 2026
项目名称: 社区科普大学{number}
项目性质: 其他经常性项目
年度资金:
  当年财政拨款: １００
年度总体目标: 举办讲座48场。
"""
# What is being written has such a name, or is in a folder that has one.
TEMPORARY = re.compile(r"(^|/)\.jixiao-([^/]*\.tmp|[A-Za-z0-9]{6}(/.*)?)$")


class File:
    """The bytes of a file as programs see them, and as they are on the disk."""

    def __init__(self, data=b"", synced=None):
        self.data, self.synced = bytearray(data), synced


def tree(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def calls(log):
    """The calls in the order in which they were done: name, arguments, result."""
    begun = {}
    for line in log.read_text("latin-1").splitlines():
        process, _, rest = line.partition(" ")
        rest = rest.strip()
        if rest.endswith("<unfinished ...>"):
            begun[process] = rest.removesuffix("<unfinished ...>").rstrip()
            continue
        resumed = re.match(r"<\.\.\. \w+ resumed>", rest)
        if resumed:
            rest = begun.pop(process) + rest[resumed.end() :]
        call = re.match(r"(\w+)\((.*)\)\s+= (-?\d+|\?)", rest)
        if call and not call[3].startswith(("-", "?")):
            yield call[1], call[2], int(call[3])


def unhex(text):
    return bytes.fromhex(text.replace("\\x", ""))


def strings(arguments):
    return [unhex(text) for text in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', arguments)]


def named(arguments):
    """The paths among arguments, each with the folder that its descriptor has."""
    both = re.findall(r'(?:<((?:\\x[0-9a-f]{2})*)>, )?"((?:\\x[0-9a-f]{2})*)"', arguments)
    return [(unhex(above), unhex(path)) for above, path in both]


class Replay:
    def __init__(self, folder, before, after):
        self.folder, self.before, self.after = folder, before, after
        self.files = {name: File(data, bytes(data)) for name, data in before.items()}
        # Names that were changed in a folder since it was synced.
        self.unsynced = set()
        self.moments, self.wrong = 0, []

    def path(self, path, above=b""):
        """A path in the folder; none for others."""
        full = self.folder / os.fsdecode(above) / os.fsdecode(path)
        full = Path(*[part for part in full.parts if part != "."])
        return str(full.relative_to(self.folder)) if full.is_relative_to(self.folder) else None

    def descriptor(self, arguments):
        found = re.match(r"\d+<((?:\\x[0-9a-f]{2})*)>", arguments)
        return self.path(unhex(found[1]).removesuffix(b" (deleted)")) if found else None

    def step(self, name, arguments, result):
        # Paths are those that descriptors have, in hexadecimal.
        paths = [] if "write" in name else [self.path(path, above) for above, path in named(arguments)]
        if name in ("openat", "creat"):
            path = paths[0]
            if path is None or not re.search(r"O_CREAT|O_TRUNC", arguments):
                return
            if path not in self.files or "O_TRUNC" in arguments:
                self.files[path] = File()
                self.change(path)
        elif name in ("write", "pwrite64"):
            path = self.descriptor(arguments)
            if path in self.files:
                file = self.files[path]
                file.data += strings(arguments)[0][:result]
                file.synced = None
        elif name in ("fsync", "fdatasync"):
            path = self.descriptor(arguments)
            if path in self.files:
                self.files[path].synced = bytes(self.files[path].data)
            elif path is not None:
                self.unsynced.discard(path)
        elif name.startswith("rename"):
            old, new = paths[:2]
            if old is None and new is None:
                return
            for known in [known for known in self.files if known == old or known.startswith(f"{old}/")]:
                self.files[new + known[len(old) :]] = self.files.pop(known)
            inner = {folder for folder in self.unsynced if folder == old or folder.startswith(f"{old}/")}
            if inner and not TEMPORARY.search(new):
                self.wrong.append(f"{new}: folders in it are not synced: {sorted(inner)}")
            self.change(old)
            self.change(new)
        elif name in ("unlink", "unlinkat", "rmdir"):
            path = paths[0] if paths else None
            if path is not None:
                self.files.pop(path, None)
                self.change(path)
        elif name in ("mkdir", "mkdirat"):
            if paths[0] is not None:
                self.change(paths[0])
        elif (self.descriptor(arguments) or next(filter(None, paths), None)) is not None:
            self.wrong.append(f"{name}({arguments[:80]}: not known to this script")
        self.look(f"{name} {paths}")

    def change(self, path):
        self.unsynced.add(str(Path(path).parent))

    def look(self, moment):
        """What would be there after a power cut now."""
        self.moments += 1
        for name, file in self.files.items():
            if TEMPORARY.search(name):
                continue
            left = bytes(file.data) if file.synced == file.data else b""
            if left not in (self.before.get(name), self.after.get(name)):
                self.wrong.append(f"{name}: {len(left)} bytes after {moment}")
        for name in self.before:
            if name not in self.files and name in self.after:
                self.wrong.append(f"{name}: gone after {moment}")


def scenario(program, work, what, prepare, *arguments):
    folder = work / what
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    prepare(folder)
    before, log = tree(folder), work / f"{what}.strace"
    command = ["strace", "-f", "-y", "-xx", "-s", "100000000", "-e", f"trace={CALLS}", "-o", str(log)]
    done = subprocess.run([*command, program, *arguments], cwd=folder, capture_output=True, text=True)
    after = tree(folder)
    replay = Replay(folder, before, after)
    for call in calls(log):
        replay.step(*call)
    changed = sorted(name for name in after if before.get(name) != after[name])
    left = [name for name in after if TEMPORARY.search(name)]
    seen = {name: bytes(file.data) for name, file in replay.files.items()}
    wrong = list(dict.fromkeys(replay.wrong))
    if not changed:
        wrong.append(f"nothing was written: {done.stdout}{done.stderr}")
    if seen != after:
        wrong.append(f"the replay ends otherwise: {sorted(set(seen) ^ set(after))}")
    if left:
        wrong.append(f"left over: {left}")
    # The author's own files are there for good when the program says so.
    own = {str(Path(name).parent) for name in changed if name.endswith(".yaml")}
    wrong += [f"{name}: the folder is not synced" for name in sorted(own & replay.unsynced)]
    log.unlink()
    print(f"power cut: {what}: {len(changed)} files, {replay.moments} moments, {len(wrong)} wrong")
    for text in wrong[:10]:
        print("FAIL:", text)
    return not wrong


def main():
    program, work = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]).resolve() / "power-cut"

    def projects(count, funds="１００"):
        def prepare(folder):
            for number in range(count):
                path = folder / f"申报2026/{number % 3}/{number}.yaml"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(PROJECT.format(number=number).replace("１００", funds))

        return prepare

    def built(count):
        def prepare(folder):
            projects(count, "100")(folder)
            subprocess.run([program, "build", "申报2026", "-o", "out", "--book"], cwd=folder, capture_output=True)
            projects(count, "200")(folder)

        return prepare

    def workbooks(count, imported=None):
        def prepare(folder):
            projects(count, "100")(folder)
            subprocess.run([program, "build", "申报2026", "-o", "表", "--format", "xlsx"], cwd=folder, capture_output=True)
            shutil.rmtree(folder / "申报2026")
            for name in imported or []:
                (folder / "新").mkdir(exist_ok=True)
                (folder / "新" / name).write_text("年度: 2026\n")

        return prepare

    scenarios = [
        ("fix", projects(3), "check", "申报2026", "--fix"),
        ("build", projects(40, "100"), "build", "申报2026", "-o", "out", "--book"),
        ("build-again", built(6), "build", "申报2026", "-o", "out", "--book"),
        ("roll", projects(5, "100"), "roll", "申报2026", "--to", "2027"),
        ("import", workbooks(40), "import", "表", "-o", "新"),
        ("import-again", workbooks(3, ["社区科普大学1.yaml"]), "import", "表", "-o", "新", "--force"),
        ("new", lambda folder: None, "new", "甲.yaml", "--year", "2026"),
        ("init", lambda folder: None, "init", ".", "--year", "2026"),
    ]
    results = [scenario(program, work, *one) for one in scenarios]
    return 0 if all(results) else 1


sys.exit(main())
