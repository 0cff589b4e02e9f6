// What is written on the page, on its way to a program that takes some of it and refuses the
// rest. The argument is a folder in which scratch files are written.

import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const assets = path.join(path.resolve(process.argv[2]), "assets");
cpSync(fileURLToPath(new URL("../../src/page/assets", import.meta.url)), assets, { recursive: true });
writeFileSync(path.join(assets, "package.json"), '{"type": "module"}');

// As much of a browser as the modules ask for.
const status = { said: "", buttons: [], classList: { toggle: (_, grave) => { status.grave = grave; } } };
status.replaceChildren = (...parts) => {
  status.said = parts.filter((part) => typeof part === "string").join("").trim();
  status.buttons = parts.filter((part) => typeof part !== "string");
};
const made = () => {
  const handlers = {};
  return { addEventListener: (name, act) => { handlers[name] = act; }, setAttribute() {}, append() {}, click: () => handlers.click() };
};
globalThis.document = {
  documentElement: { lang: "zh" },
  querySelector: () => ({ content: "" }),
  getElementById: () => status,
  createElement: made,
};
const kept = new Map();
globalThis.localStorage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
  removeItem: (key) => kept.delete(key),
};
const from = (name) => import(pathToFileURL(path.join(assets, name)));
const { Conflict, Refused } = await from("api.js");
const { Saving } = await from("saving.js");

/** Changes of places on their way to a program that refuses those of some places. */
function begin(refused, store = "places") {
  const sent = [];
  const send = async ({ change }) => {
    await null;
    sent.push(change.text ?? change.options ?? change.do);
    const what = refused[change.at];
    if (what) throw what instanceof Error ? what : new Refused({ what });
    return {};
  };
  const saving = new Saving({ store, send, accept() {}, conflict() {} });
  const put = (at, change) => saving.add({ key: at, make: () => ({ at, ...change }) });
  return { saving, sent, put };
}

// What had arrived before its answer did is no conflict.
{
  const { saving, put } = begin({ 甲: new Conflict({ there: "一" }) });
  const shown = [];
  saving.conflict = (found, change) => shown.push([found.there, change]);
  put("甲", { text: "一" });
  await saving.idle();
  assert.deepEqual(shown, [["一", null]]);
  assert.equal(status.said, "已保存");
}

// What was refused stays said, whatever is saved behind it.
{
  const refused = { 甲: "这里不能改" };
  const { saving, sent, put } = begin(refused);
  put("甲", { text: "一" });
  put("乙", { text: "二" });
  await saving.idle();
  assert.deepEqual(sent, ["一", "二"]);
  assert.deepEqual([status.said, status.grave], ["这里不能改。没有写进去的是：一", true]);
  put("丙", { text: "三" });
  await saving.idle();
  assert.equal(status.said, "这里不能改。没有写进去的是：一");
  // Several are all said, and whatever they are.
  refused["丁"] = "也不能改";
  put("丁", { options: ["青年", "老年"] });
  await saving.idle();
  assert.equal(status.said, "这里不能改。没有写进去的是：一；也不能改。没有写进去的是：青年、老年");
  // What is saved after all is not said any more.
  delete refused["甲"];
  put("甲", { text: "四" });
  await saving.idle();
  assert.equal(status.said, "也不能改。没有写进去的是：青年、老年");
  // Nor what somebody has read.
  status.buttons[0].click();
  assert.equal(status.said, "");
  put("乙", { text: "五" });
  await saving.idle();
  assert.deepEqual([status.said, status.grave], ["已保存", false]);
}

// What is to be done again is said, too.
{
  const { saving, put } = begin({ 甲: new Conflict({}) });
  put("甲", { do: "remove" });
  put("乙", { text: "二" });
  await saving.idle();
  assert.equal(status.said, "文件在别处改过，已经更新；请再做一次");
}

// What has not arrived is kept, and offered again to the same folder and no other.
{
  const never = new Saving({ store: "一", send: () => new Promise(() => {}), accept() {}, conflict() {} });
  never.add({ key: "甲", make: () => ({ at: "甲", text: "一" }), before: () => "零" });
  await null;
  assert.equal(begin({}, "二").saving.restore(), false);
  const { saving, sent } = begin({}, "一");
  assert.equal(saving.restore(), true);
  await saving.work();
  assert.deepEqual([sent, kept.size], [["一"], 0]);
}
