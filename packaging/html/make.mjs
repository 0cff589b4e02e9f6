// Puts the page, the engine and its fonts into one HTML file:
// `node make.mjs ENGINE.wasm OUT.html WORK`, where esbuild is installed in WORK.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [wasm, out, work] = process.argv.slice(2);
const esbuild = createRequire(path.join(work, "here.js"))("esbuild");
const here = path.dirname(fileURLToPath(import.meta.url));
const assets = path.join(here, "../../src/page/assets");

// The page's modules with another transport in the place of their own.
const modules = fs.mkdtempSync(path.join(work, "modules-"));
for (const folder of [assets, here]) {
  for (const name of fs.readdirSync(folder)) {
    if (name.endsWith(".js")) fs.copyFileSync(path.join(folder, name), path.join(modules, name));
  }
}

/** A module with all that it imports, as one script. */
function bundled(name) {
  const options = { entryPoints: [path.join(modules, name)], bundle: true, format: "iife", charset: "utf8", minify: true, write: false, target: "es2022", logLevel: "warning" };
  // Nothing in a script may end it.
  return esbuild.buildSync(options).outputFiles[0].text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--").trim();
}

/** Bytes as text that takes 8 bytes for 7: each letter has seven bits. Those that HTML does not
 * leave alone have others in their place. */
function dense(bytes) {
  const letters = Buffer.alloc(Math.ceil((bytes.length * 8) / 7));
  let [held, count, at] = [0, 0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    count += 8;
    while (count >= 7) {
      count -= 7;
      letters[at] = (held >> count) & 127;
      at += 1;
    }
    held &= 127;
  }
  if (count) letters[at] = (held << (7 - count)) & 127;
  return letters.toString("latin1").replaceAll("\0", "\u00c0").replaceAll("\r", "\u00c1").replaceAll("<", "\u00c2");
}

/** What is in a file, packed: by a program that packs alike everywhere, as Node's versions do not. */
const packed = (file) => execFileSync("gzip", ["--no-name", "--best", "--stdout", file], { maxBuffer: 1 << 28 });

const digest = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const style = fs.readFileSync(path.join(assets, "style.css"), "utf8").trim();
const script = bundled("main.js");
const policy = [
  "default-src 'none'", `script-src ${digest(script)} 'wasm-unsafe-eval'`, `style-src ${digest(style)}`,
  "worker-src blob:", "img-src data: blob:", "frame-src blob:", "base-uri 'none'", "form-action 'none'",
].join("; ");

/** The page's own frame, with the parts inside. */
function framed(text) {
  const parts = [
    [/<meta name="token".*\n/, ""],
    [/<meta name="start".*\n/, ""],
    [/<meta name="editor".*\n/, ""],
    ["{{modules}}\n", ""],
    ['<meta charset="utf-8">', `<meta charset="utf-8">\n<meta http-equiv="content-security-policy" content="${policy}">`],
    ['<link rel="stylesheet" href="/style.css">', `<style>${style}</style>`],
    [/<script type="module".*\n/, ""],
    [/^<html lang=.*$/m, '<html lang="zh-CN">'],
    ['<p id="status" role="status"></p>', '<p id="status" role="status">正在打开……</p>'],
    ["</body>", [
      "<!-- given -->",
      `<script type="text/plain" id="worker">${bundled("worker.js")}</script>`,
      `<script type="text/plain" id="engine">${dense(packed(wasm))}</script>`,
      `<script>${script}</script>`,
      "</body>",
    ].join("\n")],
  ];
  for (const [from, to] of parts) {
    if (from === "</body>" && text.includes("{{")) throw new Error("index.html has a place for which nothing is known");
    const now = text.replace(from, () => to);
    if (now === text) throw new Error(`index.html has no ${from}`);
    text = now;
  }
  return text;
}

fs.writeFileSync(out, framed(fs.readFileSync(path.join(assets, "index.html"), "utf8")));
