// The page beside an editor, in Chromium: what the editor's cursor is in is marked, and a cell
// that is clicked is told. The arguments are the program and a folder with playwright-core in
// node_modules, in which scratch files are written.

import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";

const [program, work] = process.argv.slice(2).map((name) => path.resolve(name));
const { chromium } = createRequire(path.join(work, "index.js"))("playwright-core");

const folder = path.join(work, "beside");
mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, "甲.yaml"), "年度: 2026\n项目名称: 青年服务\n年度资金: {当年财政拨款: 45万元}\n");
writeFileSync(path.join(folder, "乙.yaml"), "年度: 2026\n项目名称: 少年服务\n---\n年度: 2026\n项目名称: 老年服务\n");

const child = spawn(program, ["open", "--beside-editor", "--lang", "zh", folder], { stdio: ["pipe", "pipe", "inherit"] });
const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
const said = async () => JSON.parse((await lines.next()).value);
const move = (cursor, open = false) => child.stdin.write(`${JSON.stringify({ cursor, open })}\n`);

function same(one, other, what) {
  if (JSON.stringify(one) !== JSON.stringify(other)) throw new Error(`${what}: ${JSON.stringify(one)}`);
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  move({ file: "./甲.yaml", number: 1, at: ["年度资金", "当年财政拨款"] }, true);
  const { address } = await said();
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(address);
  const marked = () => page.locator("g.cell.marked");
  await marked().first().waitFor({ state: "attached" });
  same(await marked().first().getAttribute("data-at"), '["年度资金","当年财政拨款"]', "the cell of the cursor");
  // Another file, and another project in it.
  move({ file: "./乙.yaml", number: 2, at: ["项目名称"] });
  await page.waitForFunction(() => location.hash.includes("number=2"));
  await marked().first().waitFor({ state: "attached" });
  same(await marked().first().getAttribute("data-at"), '["项目名称"]', "the cell in the other project");
  // A key that no cell has is in the nearest above it, or in none.
  move({ file: "./乙.yaml", number: 2, at: ["不知道"] });
  await page.waitForFunction(() => !document.querySelector("g.cell.marked"));
  // A click on a cell.
  await page.locator(`g.cell[data-at='["实施单位"]']`).first().click();
  same(await said(), { chosen: { file: "./乙.yaml", number: 2, at: ["实施单位"] } }, "what was clicked");
  same(errors, [], "errors");
  child.stdin.end();
  same(await new Promise((resolve) => child.on("exit", resolve)), 0, "the end, as the editor is gone");
  console.log("the page beside an editor: the cell of the cursor, and what is clicked, as they should be");
} finally {
  child.kill();
  await browser.close();
}
