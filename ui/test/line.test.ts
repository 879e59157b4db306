import { beforeEach, expect, test } from "vitest";

import { i18n, showIn } from "../src/i18n";
import { SILENT_AFTER_MS, lineText, lineTone, type Line } from "../src/sync/line";

const at = (clock: string) => Date.parse(`2026-03-12T${clock}:00+08:00`);
const done: Line = { state: "done", unsent: 0, any: true, lastMs: at("17:30"), problem: "", pushed: 0, pulled: 0 };
const words = () => ({ t: i18n.t, language: i18n.language, zone: "Asia/Shanghai", nowMs: at("17:30") });
const said = (more: Partial<Line>, silentMs = 0) => [lineTone({ ...done, ...more }, silentMs), lineText({ ...done, ...more }, words(), silentMs)];

beforeEach(() => showIn("zh-CN"));

test("green only when everything is there and was a moment ago", () => {
  expect(said({})).toEqual(["good", "全部已送到总部 · 上次同步 17:30"]);
  expect(said({ unsent: 2 })[0]).toBe("warn");
  expect(said({ state: "", lastMs: null })[0]).toBe("warn");
});

test("before anything was done, nothing is said to have been sent", () => {
  expect(said({ any: false })).toEqual(["good", "还没有要送总部的内容 · 上次同步 17:30"]);
  expect(said({ any: false, state: "", lastMs: null })[1]).toBe("还没有要送总部的内容 · 还没有同步过");
});

test("a server that cannot be reached is said, with what is unsent and when it last was", () => {
  expect(said({ state: "offline", problem: "sync.unreachable" })).toEqual(["warn", "连不上公司服务器，照常工作 · 全部已送到总部 · 上次同步 17:30"]);
  expect(said({ state: "failed", problem: "sync.refused" })[0]).toBe("bad");
});

test("a new try after a failure does not hide it", () => {
  const trying: Partial<Line> = { state: "syncing", problem: "sync.unreachable" };
  expect(said(trying)).toEqual(said({ ...trying, state: "offline" }));
  expect(said({ ...trying, pushed: 3 })[1]).toContain("已送 3 条");
});

test("a try that has only begun does not flicker", () => {
  expect(said({ state: "syncing" })).toEqual(said({}));
});

test("what has not succeeded for long is not done", () => {
  expect(said({}, SILENT_AFTER_MS)).toEqual(["warn", "已有 2 分钟没有同步成功 · 全部已送到总部 · 上次同步 17:30"]);
});
