import { beforeEach, describe, expect, test } from "vitest";

import { i18n, showIn, type Language } from "../src/i18n";
import { duration, relative } from "../src/i18n/duration";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe.each<[Language, number]>([["zh-CN", 0], ["en", 1]])("lengths in %s", (language, at) => {
  beforeEach(() => showIn(language));

  const check = (ms: number, ...said: [zh: string, en: string]) => test(said[1], () => expect(duration(ms, i18n.t)).toBe(said[at]));

  check(0, "0 秒", "0 seconds");
  check(SECOND, "1 秒", "1 second");
  check(90 * SECOND, "90 秒", "90 seconds");
  check(2 * MINUTE, "2 分钟", "2 minutes");
  check(184 * SECOND, "3 分钟", "3 minutes");
  check(HOUR - 1, "59 分钟", "59 minutes");
  check(HOUR, "1 小时", "1 hour");
  check(89 * MINUTE, "1 小时 29 分", "1 h 29 min");
  check(479 * MINUTE, "7 小时 59 分", "7 h 59 min");
  check(8 * HOUR, "8 小时", "8 hours");
  check(DAY - 1, "23 小时 59 分", "23 h 59 min");
  check(DAY, "1 天", "1 day");
  check(2 * DAY + 3 * HOUR + 59 * MINUTE, "2 天 3 小时", "2 d 3 h");
  check(7 * DAY + 5 * HOUR, "7 天", "7 days");
  check(-89 * MINUTE, "1 小时 29 分", "1 h 29 min");

  const away = (ms: number, ...said: [zh: string, en: string]) => test(said[1], () => expect(relative(ms, 0, i18n.t)).toBe(said[at]));

  away(89 * MINUTE, "1 小时 29 分后", "in 1 h 29 min");
  away(-30 * MINUTE, "30 分钟前", "30 minutes ago");
  away(MINUTE, "1 分钟后", "in 1 minute");
  away(MINUTE - 1, "不到 1 分钟后", "in less than a minute");
  away(-1, "不到 1 分钟前", "less than a minute ago");
  away(3 * DAY, "3 天后", "in 3 days");
});
