// How fast the page of `jixiao open` is in a folder of 1,000 projects, as a browser sees it:
// `node benches/page.mjs PROGRAM WORK`, where playwright-core is installed in WORK and chromium
// is on the path. Prints a line for each figure of docs/benchmark.md.

import { execSync, spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [program, work] = process.argv.slice(2);
const { chromium } = createRequire(path.join(path.resolve(work), "here.js"))("playwright-core");
const sample = path.join(path.dirname(fileURLToPath(import.meta.url)), "../samples/2026-青年科技人才服务.yaml");
const PROJECTS = 1000;
const CHANGES = 100;

const folder = fs.mkdtempSync(path.join(path.resolve(work), "page-"));
const text = fs.readFileSync(sample, "utf8");
for (let n = 0; n < PROJECTS; n += 1) {
  fs.writeFileSync(path.join(folder, `${n}.yaml`), text.replace("青年科技人才服务", `青年科技人才服务${n}`).replace("450000", String(400000 + n)));
}
const env = { ...process.env, XDG_STATE_HOME: path.join(folder, ".state") };
const child = spawn(program, ["open", folder, "--no-browser"], { stdio: ["ignore", "ignore", "pipe"], env });
const address = await new Promise((resolve) => {
  let said = "";
  child.stderr.on("data", (data) => {
    said += data;
    const found = said.match(/http:\S+/);
    if (found) resolve(found[0]);
  });
});
const executablePath = execSync("command -v chromium || command -v chromium-browser", { shell: "/bin/sh" }).toString().trim();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();

// Noted in the page itself: the frame with the first projects has been painted.
await page.addInitScript(() => {
  globalThis.first = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector("table.projects tbody a")) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    }).observe(document, { childList: true, subtree: true });
  });
});
await page.goto(address, { waitUntil: "commit" });
const first = await page.evaluate(() => globalThis.first);
await page.getByRole("link", { name: "青年科技人才服务7", exact: true }).click();
const field = page.getByLabel("项目名称", { exact: true });
await page.locator(".sheets svg use").first().waitFor();
await field.focus();

const times = [];
for (let n = 0; n < CHANGES; n += 1) {
  // From a keystroke to findings and the new page having been painted.
  times.push(await field.evaluate(async (input, n) => {
    const start = performance.now();
    const drawn = new Promise((resolve) => {
      new MutationObserver((_, observer) => { observer.disconnect(); resolve(); }).observe(document.querySelector(".sheets"), { childList: true, subtree: true });
    });
    input.value = `青年科技人才服务第${n}期`;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await drawn;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - start;
  }, n));
  await page.getByRole("status").filter({ hasText: /^已保存$|^Saved$/ }).waitFor();
}
times.sort((a, b) => a - b);
const memory = Number(fs.readFileSync(`/proc/${child.pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)[1]) / 1024;
console.log(`the address opened to the first page: ${first.toFixed(0)} ms`);
console.log(`a keystroke to findings and the new page: ${times[CHANGES / 2].toFixed(1)} ms at the median, ${times[CHANGES * 0.95].toFixed(1)} ms for 95 of 100`);
console.log(`peak memory of the program: ${memory.toFixed(0)} MB`);
await browser.close();
child.kill("SIGKILL");
fs.rmSync(folder, { recursive: true });
