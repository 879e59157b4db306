/**
 * How China's places are written in Latin letters, on the other side of a business card: `npm run places` writes
 * `crates/domain/data/latin.tsv` from the table of divisions. Provinces, prefectures and cities below them; readings
 * by phrase, since 重庆 and 长沙 are read by their phrases, and the names that are not read as they are written.
 */
import { readFileSync, writeFileSync } from "node:fs";

import { pinyin } from "pinyin-pro";

const DATA = (name) => new URL(`../../crates/domain/data/${name}.tsv`, import.meta.url);

/** Written otherwise than read, by the code of the place. */
const IRREGULAR = {
  610000: ["shaanxi"],
  140000: ["shanxi"],
  150000: ["neimenggu", "innermongolia"],
  540000: ["xizang", "tibet"],
  650000: ["xinjiang"],
  230100: ["haerbin", "harbin"],
  150100: ["huhehaote", "hohhot", "huhhot"],
  650100: ["wulumuqi", "urumqi"],
  540100: ["lasa", "lhasa"],
  810000: ["hongkong", "xianggang"],
  820000: ["macau", "macao", "aomen"],
  110000: ["beijing", "peking"],
  440100: ["guangzhou", "canton"],
  341500: ["luan"],
  530800: ["puer"],
};

/** In all the ways in which ü is written: lüliang, lvliang, lyuliang. */
function latin(name) {
  const read = pinyin(name, { toneType: "none", type: "array", v: true }).join("").toLowerCase();
  return [...new Set([read, read.replace(/v/g, "u"), read.replace(/v/g, "yu")])];
}

const rows = readFileSync(DATA("divisions"), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split("\t"))
  .map(([code, parent, full, short]) => ({ code: Number(code), parent, full, short }));

const isDivision = ({ code, parent }) => parent === "" || code % 100 === 0;
const isCity = ({ full, code }) => full.endsWith("市") && code % 100 !== 0;

const names = rows.filter((row) => isDivision(row) || isCity(row)).flatMap((row) => (IRREGULAR[row.code] ?? latin(row.short)).map((name) => [name, row.code]));
// Shorter ones are words and initials more often than places.
const lines = names.filter(([name]) => /^[a-z]{4,}$/.test(name)).sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x - y));
const head = "# Places in Latin letters. Made from divisions.tsv by `npm run places` in `ui`; do not edit.\n";
writeFileSync(DATA("latin"), head + lines.map((line) => `${line.join("\t")}\n`).join(""));
