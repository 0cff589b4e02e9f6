"""`jixiao lsp` as the Language Server Protocol 3.17 has it: a client of its own, which reads all
that is sent with lsprotocol, the types that are made from the protocol's metamodel.

    python protocol.py PROGRAM SCRATCH
"""

import json
import os
import pathlib
import queue
import subprocess
import sys
import threading
import time
from urllib.parse import quote, unquote

from lsprotocol import converters
from lsprotocol import types as lsp

PROGRAM, SCRATCH = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve() / "protocol"
CONVERTER = converters.get_converter()

PROJECT = """\
年度: 2026
项目名称: 青年服务
计划开始日期: 2026-01-01
计划完成日期: 2026-12-31
项目类别: 特定目标类
主管部门: 示例市科学技术协会
实施单位: 示例市科技服务中心
年度资金:
  当年财政拨款: 99
年度总体目标: 举办活动５０场😀，共２场，服务青年。
绩效指标:
  成本指标: {经济成本指标: {总成本: ≤99元}}
  产出指标: {数量指标: {场次: 不少于50场}}
  效益指标: {社会效益指标: {影响力: 有所提升}}
  满意度指标: {服务对象满意度指标: {听众满意度: ≥90%}}
"""

#: What a modern editor can do.
ALL = {
    "general": {"positionEncodings": ["utf-32", "utf-16"]},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True}},
        "codeAction": {"resolveSupport": {"properties": ["edit"]}},
        "rename": {"prepareSupport": True},
        "publishDiagnostics": {"relatedInformation": True, "tagSupport": {"valueSet": [1, 2]}},
    },
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceFolders": True,
        "diagnostics": {"refreshSupport": True},
    },
    "window": {"showDocument": {"support": True}, "workDoneProgress": True},
}


def uri(path):
    return "file://" + quote(str(path))


def same(one, other, what=""):
    assert one == other, f"{what}: {one!r} is not {other!r}"


class Client:
    """A client with its server."""

    def __init__(self, cwd=None):
        self.program = subprocess.Popen(
            [PROGRAM, "lsp", "--lang", "zh"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd
        )
        self.messages = queue.Queue()
        self.wrong = []
        self.number = 0
        self.methods = {}
        self.notes = []
        self.published = {}
        threading.Thread(target=self.read, daemon=True).start()
        threading.Thread(target=lambda: self.wrong.extend(self.program.stderr), daemon=True).start()

    def read(self):
        out = self.program.stdout
        while True:
            length = None
            while True:
                line = out.readline()
                if not line:
                    self.messages.put(None)
                    return
                if line == b"\r\n":
                    break
                name, found, value = line.decode("ascii").partition(": ")
                if not found or not line.endswith(b"\r\n") or name not in ("Content-Length", "Content-Type"):
                    self.wrong.append(line)
                if name == "Content-Length":
                    length = int(value)
            self.messages.put(json.loads(out.read(length).decode("utf-8")))

    def bytes(self, data):
        self.program.stdin.write(data)
        self.program.stdin.flush()

    def post(self, message):
        data = json.dumps({"jsonrpc": "2.0", **message}, ensure_ascii=False).encode()
        self.bytes(b"Content-Length: %d\r\n\r\n" % len(data) + data)

    def tell(self, method, params=None):
        self.post({"method": method, **({} if params is None else {"params": params})})

    def begin(self, method, params=None, number=None):
        self.number += 1
        number = self.number if number is None else number
        self.methods[number] = method
        self.post({"id": number, "method": method, **({} if params is None else {"params": params})})
        return number

    def take(self):
        message = self.messages.get(timeout=60)
        if message is None:
            raise EOFError(self.wrong)
        same(message.get("jsonrpc"), "2.0")
        self.check(message)
        if message.get("method") == "textDocument/publishDiagnostics":
            self.published[message["params"]["uri"]] = message["params"]["diagnostics"]
        if "method" in message:
            self.notes.append(message)
            if "id" in message:
                self.post({"id": message["id"], "result": {"success": True} if "showDocument" in message["method"] else None})
        return message

    def check(self, message):
        """Has lsprotocol read a message: what it cannot read is none."""
        if "method" in message:
            table = lsp.METHOD_TO_TYPES[message["method"]]
            CONVERTER.structure(message, table[0])
        elif "error" in message:
            assert "result" not in message, message
            CONVERTER.structure(message, lsp.ResponseErrorMessage)
        else:
            assert "result" in message, message
            table = lsp.METHOD_TO_TYPES.get(self.methods.get(message["id"]))
            if table:
                CONVERTER.structure(message, table[1])

    def answer(self, number):
        while True:
            message = self.take()
            if message.get("id") == number and "method" not in message:
                return message

    def ask(self, method, params=None):
        answer = self.answer(self.begin(method, params))
        assert "error" not in answer, (method, params, answer)
        return answer["result"]

    def fails(self, method, params, code):
        answer = self.answer(self.begin(method, params))
        same(answer.get("error", {}).get("code"), code, f"{method} {params} {answer}")

    def initialize(self, **params):
        answer = self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}, **params})
        self.tell("initialized", {})
        return answer["capabilities"]

    def open(self, path, text, version=1):
        document = {"uri": uri(path), "languageId": "yaml", "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def change(self, path, version, *changes):
        document = {"uri": uri(path), "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": list(changes)})

    def settle(self):
        """Has all that was told be looked at."""
        self.ask("textDocument/diagnostic", {"textDocument": {"uri": "file:///nothing.yaml"}})

    def codes(self, path):
        self.settle()
        return sorted(finding["code"] for finding in self.published.get(uri(path), []))

    def close(self):
        same(self.ask("shutdown"), None)
        self.tell("exit")
        self.ends(0)

    def ends(self, code):
        same(self.program.wait(20), code, "exit code")
        while (message := self.messages.get(timeout=10)) is not None:
            self.check(message)
        same(self.wrong, [], "beside the protocol")


def folder(name, **files):
    root = SCRATCH / name
    for file, text in files.items():
        path = root / file.replace("__", "/").replace("_yaml", ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


def place(line, character):
    return {"line": line, "character": character}


def at(path, line, character):
    return {"textDocument": {"uri": uri(path)}, "position": place(line, character)}


def whole(path):
    return {"textDocument": {"uri": uri(path)}, "range": {"start": place(0, 0), "end": place(999, 0)}}


def applied(text, edits):
    """A text with edits; places count in UTF-32."""
    lines = text.splitlines(keepends=True) + [""]

    def offset(position):
        if position["line"] >= len(lines):
            return len(text)
        line = lines[position["line"]]
        return sum(map(len, lines[: position["line"]])) + min(position["character"], len(line.rstrip("\r\n")))

    for edit in sorted(edits, key=lambda edit: offset(edit["range"]["start"]), reverse=True):
        text = text[: offset(edit["range"]["start"])] + edit["newText"] + text[offset(edit["range"]["end"]) :]
    return text


def check(path):
    """The codes that `jixiao check` finds in a file."""
    run = subprocess.run([PROGRAM, "check", "--format", "json", path], capture_output=True)
    findings = json.loads(run.stdout)["findings"]
    return sorted(one["code"] for one in findings if one["labels"][0]["file"] == str(path))


def beginnings():
    """Whatever an editor says of itself and its folders, what is open is looked at."""
    root = folder("beginnings", 甲_yaml=PROJECT)
    path = root / "甲.yaml"
    ways = {
        "nothing": {},
        "null folders": {"workspaceFolders": None},
        "no folders": {"workspaceFolders": []},
        "a root": {"rootUri": uri(root)},
        "a path": {"rootPath": str(root)},
        "a folder": {"workspaceFolders": [{"uri": uri(root), "name": "甲"}]},
        "a folder that is not there": {"workspaceFolders": [{"uri": uri(root / "没有"), "name": "乙"}]},
        "a folder with a slash": {"workspaceFolders": [{"uri": uri(root) + "/", "name": "甲"}]},
        "a folder of another kind": {"workspaceFolders": [{"uri": "vscode-vfs://github/a/b", "name": "丙"}]},
        "null capabilities": {"capabilities": {"workspace": None, "textDocument": None, "general": None}},
        "options and trace": {"initializationOptions": {"a": 1}, "trace": "verbose", "clientInfo": {"name": "x"}, "locale": "en"},
        "all": {"rootUri": uri(root), "capabilities": ALL, "workDoneToken": "t"},
    }
    for way, params in ways.items():
        client = Client()
        capabilities = client.initialize(**params)
        same(capabilities["positionEncoding"], "utf-32" if way == "all" else "utf-16", way)
        client.open(path, PROJECT)
        assert "full-width" in client.codes(path), (way, client.published)
        client.close()
    for encodings, chosen in [(["utf-8"], "utf-8"), (["utf-32", "utf-8"], "utf-32"), (["utf-16"], "utf-16"), (["x"], "utf-16"), ([], "utf-16"), (None, "utf-16")]:
        client = Client()
        same(client.initialize(capabilities={"general": {"positionEncodings": encodings}})["positionEncoding"], chosen)
        client.close()


def order():
    """What comes too early, too late, twice, or is nothing that is known."""
    client = Client()
    client.fails("textDocument/hover", {}, -32002)
    client.fails("shutdown", None, -32002)
    client.tell("textDocument/didOpen", {})
    client.initialize()
    client.fails("initialize", {"capabilities": {}}, -32600)
    client.fails("jixiao/nothing", {}, -32601)
    client.fails("$/nothing", {}, -32601)
    client.tell("jixiao/nothing", {})
    client.tell("$/nothing", {})
    client.tell("$/cancelRequest", {"id": 12345})
    client.tell("$/cancelRequest", {})
    client.tell("$/setTrace", {"value": "off"})
    client.tell("window/workDoneProgress/cancel", {"token": 1})
    client.tell("workspace/didChangeConfiguration", {"settings": None})
    client.tell("textDocument/willSave", {"textDocument": {"uri": "file:///a.yaml"}, "reason": 1})
    for method in ("hover", "completion", "definition", "codeAction", "inlayHint", "foldingRange", "formatting", "rename", "prepareRename", "codeLens", "diagnostic", "selectionRange", "documentLink", "documentSymbol"):
        for params in (None, {}, [], {"textDocument": 1}, {"textDocument": {"uri": 1}}, {"textDocument": {"uri": "file:///a"}, "position": {"line": -1, "character": 0}}):
            if method == "diagnostic" and params and isinstance(params, dict) and isinstance(params["textDocument"], dict) and "position" in params:
                continue
            client.fails("textDocument/" + method, params, -32602)
    client.fails("workspace/executeCommand", {"command": "nothing"}, -32602)
    client.fails("workspace/executeCommand", {}, -32602)
    client.fails("textDocument/hover", at("/not/open.yaml", 0, 0), -32602)
    for method in ("didOpen", "didChange", "didSave", "didClose"):
        for params in (None, [], {}, {"textDocument": {"uri": "file:///a.yaml"}}):
            client.tell("textDocument/" + method, params)
    client.bytes(b"Content-Length: 4\r\n\r\n{\"a\"")
    message = client.take()
    same((message["id"], message["error"]["code"]), (None, -32700))
    client.bytes(b"Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=utf8\r\n\r\n[]")
    same(client.take()["error"]["code"], -32600)
    same(client.ask("shutdown"), None)
    client.fails("textDocument/hover", at("/a.yaml", 0, 0), -32600)
    client.fails("shutdown", None, -32600)
    client.tell("exit")
    client.ends(0)
    for is_open in (False, True):
        client = Client()
        if is_open:
            client.initialize()
        client.tell("exit")
        client.ends(1)
    client = Client()
    client.program.stdin.close()
    client.ends(1)


def taken_back():
    """A request that is taken back has an answer all the same, and only one."""
    root = folder("taken", 甲_yaml=PROJECT)
    client = Client()
    client.initialize(rootUri=uri(root))
    client.open(root / "甲.yaml", PROJECT)
    client.settle()
    numbers = [client.begin("textDocument/completion", at(root / "甲.yaml", 1, 0), number=f"a{n}") for n in range(50)]
    for number in numbers:
        client.tell("$/cancelRequest", {"id": number})
    seen = {}
    while len(seen) < 50:
        message = client.take()
        if "id" in message and "method" not in message:
            assert message["id"] not in seen, message
            seen[message["id"]] = message.get("error", {}).get("code")
    assert set(seen.values()) <= {None, -32800}, seen
    client.close()


def texts():
    """Opened, changed in part, saved, closed, renamed, deleted: findings are those of the text
    that counts."""
    root = folder("texts", 甲_yaml=PROJECT, jixiao_yaml="")
    path = root / "甲.yaml"
    client = Client()
    client.initialize(rootUri=uri(root), capabilities=ALL)
    client.open(path, PROJECT)
    same(client.codes(path), check(path))
    same(any(note["method"] == "client/registerCapability" for note in client.notes), True, "files are watched")
    # Several changes, each of the text after the one before.
    line = PROJECT.splitlines().index("  当年财政拨款: 99")
    cut = {"range": {"start": place(line, 2), "end": place(line, 8)}, "text": ""}
    back = {"range": {"start": place(line, 2), "end": place(line, 2)}, "text": "当年财政拨款"}
    client.change(path, 2, cut, back, {"range": {"start": place(999, 9), "end": place(999, 99)}, "text": "不知道: 1\r\n"})
    assert "unknown-key" in client.codes(path)
    client.change(path, 3, {"text": PROJECT.replace("😀", "")})
    assert "unknown-key" not in client.codes(path)
    # Places in a text whose lines end in other ways.
    for version, text in enumerate((PROJECT.replace("\n", "\r\n"), PROJECT.replace("\n", "\r"), "\ufeff" + PROJECT), 10):
        client.change(path, version, {"text": text})
        client.settle()
        wide = [one["range"] for one in client.published[uri(path)] if one["code"] == "full-width"]
        if "\r" not in text or "\n" in text:
            same(wide[0]["start"], place(9, PROJECT.splitlines()[9].index("５")), repr(text[:3]))
    client.change(path, 20, {"text": "年度: ["})
    client.tell("textDocument/didSave", {"textDocument": {"uri": uri(path)}})
    same(client.codes(path), ["yaml-syntax"])
    client.tell("textDocument/didClose", {"textDocument": {"uri": uri(path)}})
    same(client.codes(path), check(path))
    # Another name.
    other = root / "乙.yaml"
    path.rename(other)
    changes = [{"uri": uri(path), "type": 3}, {"uri": uri(other), "type": 1}]
    client.tell("workspace/didChangeWatchedFiles", {"changes": changes})
    same(client.codes(path), [])
    same(client.codes(other), check(other))
    # Open and gone from the disk: what is typed counts.
    client.open(other, PROJECT)
    other.unlink()
    client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri(other), "type": 3}]})
    assert "full-width" in client.codes(other)
    client.tell("textDocument/didClose", {"textDocument": {"uri": uri(other)}})
    same(client.codes(other), [], "the last project is gone")
    # A folder that is gone, and one that has come.
    (root / "新").mkdir()
    (root / "新" / "丙.yaml").write_text(PROJECT, encoding="utf-8")
    client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri(root / "新"), "type": 1}]})
    same(client.codes(root / "新" / "丙.yaml"), check(root / "新" / "丙.yaml"))
    (root / "新" / "丙.yaml").unlink()
    (root / "新").rmdir()
    client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri(root / "新"), "type": 3}]})
    same(client.codes(root / "新" / "丙.yaml"), [])
    client.close()


def folders():
    """Several folders, files outside, and folders that come and go."""
    one = folder("folders/一", 甲_yaml=PROJECT, jixiao_yaml="checks: {levels: {small-amount: off}}\n")
    two = folder("folders/二", 甲_yaml=PROJECT)
    outside = folder("folders/外", 甲_yaml=PROJECT)
    names = [{"uri": uri(root), "name": root.name} for root in (one, two)]
    client = Client()
    client.initialize(workspaceFolders=names, capabilities=ALL)
    assert "small-amount" not in client.codes(one / "甲.yaml")
    assert "small-amount" in client.codes(two / "甲.yaml")
    assert "duplicate-project" not in client.codes(two / "甲.yaml"), "folders are looked at apart"
    client.open(outside / "甲.yaml", PROJECT)
    same(client.codes(outside / "甲.yaml"), check(outside / "甲.yaml"))
    client.tell("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [names[1]]}})
    same(client.codes(two / "甲.yaml"), [])
    client.tell("workspace/didChangeWorkspaceFolders", {"event": {"added": [names[1]], "removed": []}})
    same(client.codes(two / "甲.yaml"), check(two / "甲.yaml"))
    client.tell("textDocument/didClose", {"textDocument": {"uri": uri(outside / "甲.yaml")}})
    same(client.codes(outside / "甲.yaml"), [])
    client.close()


def pulled():
    """Findings that the editor asks for."""
    root = folder("pulled", 甲_yaml=PROJECT, 乙_yaml=PROJECT.replace("青年", "少年"))
    path = root / "甲.yaml"
    client = Client()
    client.initialize(rootUri=uri(root), capabilities={**ALL, "textDocument": {**ALL["textDocument"], "diagnostic": {}}})
    client.open(path, PROJECT)
    asked = {"textDocument": {"uri": uri(path)}, "identifier": "jixiao"}
    full = client.ask("textDocument/diagnostic", asked)
    same(sorted(one["code"] for one in full["items"]), check(path))
    again = client.ask("textDocument/diagnostic", {**asked, "previousResultId": full["resultId"]})
    same(again, {"kind": "unchanged", "resultId": full["resultId"]})
    same(client.ask("textDocument/diagnostic", {**asked, "previousResultId": "of another"})["kind"], "full")
    every = client.ask("workspace/diagnostic", {"previousResultIds": [], "partialResultToken": "p", "workDoneToken": "w"})
    same({item["uri"] for item in every["items"]}, {uri(path), uri(root / "乙.yaml")})
    known = [{"uri": item["uri"], "value": item["resultId"]} for item in every["items"]]
    same(client.ask("workspace/diagnostic", {"previousResultIds": known})["items"], [])
    client.change(path, 2, {"text": "年度: ["})
    news = client.ask("workspace/diagnostic", {"previousResultIds": known})["items"]
    same([one["code"] for item in news if item["uri"] == uri(path) for one in item["items"]], ["yaml-syntax"])
    client.close()


def actions():
    """What can be done, by kind, and that it does what it says."""
    root = folder("actions", 甲_yaml=PROJECT)
    path = root / "甲.yaml"
    client = Client()
    client.initialize(rootUri=uri(root), capabilities=ALL)
    client.open(path, PROJECT)
    client.settle()
    kinds = lambda only: {one["kind"] for one in client.ask("textDocument/codeAction", {**whole(path), "context": {"diagnostics": [], **({"only": only} if only is not None else {})}})}
    assert all(not kind.startswith("source") for kind in kinds(None)), kinds(None)
    same(kinds(["source.fixAll"]), {"source.fixAll"})
    same(kinds(["source.fixAll.jixiao"]), {"source.fixAll.jixiao"} & kinds(["source.fixAll.jixiao"]))
    assert kinds(["quickfix"]) == {"quickfix"}, kinds(["quickfix"])
    assert kinds(["refactor"]) <= {"refactor.rewrite"}
    same(kinds(["refactor.extract"]), set())
    same(kinds(["source.organizeImports"]), set())
    same(kinds([]), set())
    fix = client.ask("textDocument/codeAction", {**whole(path), "context": {"diagnostics": [], "only": ["source.fixAll"]}})[0]
    change = fix["edit"]["documentChanges"][0]
    same(change["textDocument"]["version"], 1)
    fixed = applied(PROJECT, change["edits"])
    assert "50场" in fixed and "５" not in fixed
    # One finding alone, as an editor sends it back.
    finding = next(one for one in client.published[uri(path)] if one["code"] == "full-width")
    here = {"textDocument": {"uri": uri(path)}, "range": finding["range"], "context": {"diagnostics": [finding], "triggerKind": 1}}
    mends = [one for one in client.ask("textDocument/codeAction", here) if one.get("isPreferred")]
    assert mends and mends[0]["diagnostics"][0]["code"] == "full-width", mends
    client.change(path, 2, {"text": fixed})
    assert "full-width" not in client.codes(path)
    client.close()
    # An editor that knows none of it.
    client = Client()
    client.initialize(rootUri=uri(root))
    client.open(path, PROJECT)
    client.settle()
    fix = client.ask("textDocument/codeAction", {**whole(path), "context": {"diagnostics": [], "only": ["source.fixAll"]}})[0]
    same(list(fix["edit"]), ["changes"])
    for one in client.ask("textDocument/codeAction", {**whole(path), "context": {"diagnostics": []}}):
        assert "create" not in json.dumps(one["edit"]), one
    client.close()


def features():
    """All else that can be asked of a text."""
    root = folder("features", 甲_yaml=PROJECT, jixiao_yaml="主管部门: 示例市科学技术协会\n")
    path = root / "甲.yaml"
    client = Client()
    capabilities = client.initialize(rootUri=uri(root), capabilities=ALL)
    client.open(path, PROJECT)
    client.settle()
    # Hints of a range are those of all in it.
    hints = client.ask("textDocument/inlayHint", whole(path))
    lines = {hint["position"]["line"] for hint in hints}
    assert lines, hints
    for line in range(15):
        part = {"textDocument": {"uri": uri(path)}, "range": {"start": place(line, 0), "end": place(line, 999)}}
        same(client.ask("textDocument/inlayHint", part), [hint for hint in hints if hint["position"]["line"] == line])
    # A candidate is whole, or made so when it is asked.
    text = PROJECT + "项目性质: \n"
    client.change(path, 2, {"text": text})
    items = client.ask("textDocument/completion", {**at(path, 15, 6), "context": {"triggerKind": 2, "triggerCharacter": " "}})["items"]
    labels = [item["label"] for item in items]
    assert "其他一次性项目" in labels, labels
    if capabilities["completionProvider"].get("resolveProvider"):
        same(client.ask("completionItem/resolve", items[0])["label"], items[0]["label"])
    else:
        client.fails("completionItem/resolve", items[0], -32601)
    for line, column in ((0, 0), (0, 99), (99, 0), (9, 15), (4294967295 // 4, 4294967295 // 4)):
        for method in ("hover", "completion", "definition"):
            client.ask("textDocument/" + method, at(path, line, column))
    assert "项目性质" in client.ask("textDocument/hover", at(path, 15, 1))["contents"]["value"]
    definition = client.ask("textDocument/definition", at(path, 5, 1))
    assert any(one["uri"] == uri(root / "jixiao.yaml") for one in definition), definition
    # Ranges within ranges, and no folds that are none.
    def holds(outer, inner):
        key = lambda position: (position["line"], position["character"])
        return key(outer["start"]) <= key(inner["start"]) and key(inner["end"]) <= key(outer["end"])
    for symbol in client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri(path)}}):
        assert holds(symbol["range"], symbol["selectionRange"]), symbol
        for child in symbol.get("children", []):
            assert holds(symbol["range"], child["range"]), (symbol["range"], child)
    for fold in client.ask("textDocument/foldingRange", {"textDocument": {"uri": uri(path)}}):
        assert fold["startLine"] < fold["endLine"], fold
    positions = [place(8, 5), place(0, 0), place(12, 30)]
    ranges = client.ask("textDocument/selectionRange", {"textDocument": {"uri": uri(path)}, "positions": positions})
    same(len(ranges), 3)
    for one in ranges:
        while "parent" in one:
            assert holds(one["parent"]["range"], one["range"]) and one["range"] != one["parent"]["range"], one
            one = one["parent"]
    client.ask("textDocument/documentLink", {"textDocument": {"uri": uri(path)}})
    # In order, whatever the editor's own habits are; and only once.
    tidy = None
    for options in ({"tabSize": 2, "insertSpaces": True}, {"tabSize": 8, "insertSpaces": False, "trimFinalNewlines": True, "insertFinalNewline": True}):
        edits = client.ask("textDocument/formatting", {"textDocument": {"uri": uri(path)}, "options": options})
        new = applied(text, edits)
        assert tidy in (None, new), options
        tidy = new
    assert new.index("项目性质") < new.index("年度总体目标"), new
    client.change(path, 3, {"text": tidy})
    same(client.ask("textDocument/formatting", {"textDocument": {"uri": uri(path)}, "options": {"tabSize": 2, "insertSpaces": True}}), [])
    # Lines that end with a return too keep it.
    client.change(path, 4, {"text": text.replace("\n", "\r\n")})
    edits = client.ask("textDocument/formatting", {"textDocument": {"uri": uri(path)}, "options": {"tabSize": 2, "insertSpaces": True}})
    same(applied(text.replace("\n", "\r\n"), edits), tidy.replace("\n", "\r\n"))
    client.close()


def main():
    for number, test in enumerate((beginnings, order, taken_back, texts, folders, pulled, actions, features)):
        begun = time.time()
        try:
            test()
        except Exception:
            print(f"protocol: {test.__name__}: {test.__doc__}", file=sys.stderr)
            raise
        if os.environ.get("VERBOSE"):
            print(f"{test.__name__}: {time.time() - begun:.1f} s")
    print("protocol: as the specification has it")


main()
