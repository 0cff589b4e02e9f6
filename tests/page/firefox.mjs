// The page that is one HTML file, in Firefox: `PAGE=jixiao.html node firefox.mjs PROGRAM WORK`,
// where puppeteer-core is installed in WORK and firefox-esr or firefox is on the path.

import assert from "node:assert/strict";
import { execFileSync, execSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [given, work] = process.argv.slice(2);
const program = path.resolve(given);
const puppeteer = createRequire(path.join(work, "here.js"))("puppeteer-core");
const samples = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../samples");
const address = pathToFileURL(path.resolve(process.env.PAGE)).href;

const browser = await puppeteer.launch({
  browser: "firefox", headless: true,
  executablePath: execSync("command -v firefox-esr || command -v firefox", { shell: "/bin/sh" }).toString().trim(),
  userDataDir: fs.mkdtempSync(path.join(work, "firefox-")),
  extraPrefsFirefox: { "intl.accept_languages": "zh-CN,zh" },
});
const page = await browser.newPage();
page.setDefaultTimeout(60_000);
const wrong = [];
page.on("pageerror", (error) => wrong.push(error.message));

/** Presses what says this, once it is there. */
const press = (kind, text) => page.waitForFunction((kind, text) => {
  const found = [...document.querySelectorAll(kind)].find((one) => one.textContent.trim() === text && !one.disabled);
  found?.click();
  return Boolean(found);
}, {}, kind, text);
const said = (text) => page.waitForFunction((text) => document.getElementById("status").textContent.includes(text), {}, text);
const name = () => page.evaluate(() => document.querySelector("input[data-at='[\"项目名称\"]']")?.value);

/** The files that the browser keeps, by their paths. */
const files = async () => new Map(Object.entries(await page.evaluate(async () => {
  const database = await new Promise((resolve) => { const asked = indexedDB.open("jixiao"); asked.onsuccess = () => resolve(asked.result); });
  const store = database.transaction("files").objectStore("files");
  const all = await Promise.all([store.getAllKeys(), store.getAll()].map((asked) => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); })));
  return Object.fromEntries(all[0].map((name, index) => [name, Array.from(all[1][index], (byte) => String.fromCharCode(byte)).join("")]));
})).map(([file, letters]) => [file, Buffer.from(letters, "latin1")]));

try {
  // From a double click to a form that is filled in, and is there again.
  await page.goto(address);
  await press("button", "复制并打开");
  await press("a", "青年科技人才服务");
  await page.waitForSelector(".sheets svg use");
  await page.evaluate(() => {
    const field = document.querySelector("input[data-at='[\"项目名称\"]']");
    field.focus();
    field.value = "青年人才服务";
    field.dispatchEvent(new Event("change"));
  });
  await said("已保存");
  await page.reload();
  await page.waitForSelector(".sheets svg use");
  assert.equal(await name(), "青年人才服务");
  // Its files are those of the program.
  await press("a", "文件夹");
  await press("button", "全部生成");
  await said("写出");
  const kept = await files();
  const where = path.join(work, "page/firefox");
  for (const [file, bytes] of kept) {
    const own = path.join(where, file.split("/").slice(2).join("/"));
    if (own.includes(`${path.sep}out${path.sep}`)) continue;
    fs.mkdirSync(path.dirname(own), { recursive: true });
    fs.writeFileSync(own, bytes);
  }
  execFileSync(program, ["build", "."], { cwd: where, stdio: "ignore" });
  const built = [...kept].filter(([file]) => /\/out\/.*\.(pdf|xlsx)$/.test(file));
  assert.ok(built.length >= 2 * fs.readdirSync(samples).filter((file) => file.startsWith("20")).length, String([...kept.keys()]));
  for (const [file, bytes] of built) assert.ok(bytes.equals(fs.readFileSync(path.join(where, "out", path.basename(file)))), file);
  // They leave as an archive, which is opened again.
  await page.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { globalThis.handed = blob; return make.call(URL, blob); };
  });
  await press("button", "下载 ZIP");
  await page.waitForFunction(() => globalThis.handed);
  const letters = await page.evaluate(async () => Array.from(new Uint8Array(await globalThis.handed.arrayBuffer()), (byte) => String.fromCharCode(byte)).join(""));
  const archive = path.join(work, "page/火狐.zip");
  fs.writeFileSync(archive, Buffer.from(letters, "latin1"));
  await press("a", "开始");
  const input = await page.waitForSelector("input[accept='.zip']");
  await input.uploadFile(archive);
  await press("a", "青年人才服务");
  await page.waitForSelector(".sheets svg use");
  assert.deepEqual(wrong, []);
  console.log("ok   the HTML file in Firefox");
} finally {
  await browser.close();
}
