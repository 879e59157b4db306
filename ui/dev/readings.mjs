/**
 * How the names of the window's acts are read aloud, so that the command palette finds them by pinyin:
 * `npm run words` writes `src/palette/readings.json`, every reading of every character that stands in one.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { pinyin } from "pinyin-pro";

const FILE = (name) => new URL(`../src/${name}.json`, import.meta.url);

/** The groups of the language files that name acts. */
const GROUPS = ["action", "desk"];

const texts = (tree) => (typeof tree === "string" ? [tree] : Object.values(tree ?? {}).flatMap(texts));

/** Character → its readings without tones, with `v` for ü as input methods have it. */
export function readings(...languages) {
  const said = languages.flatMap((language) => GROUPS.flatMap((group) => texts(language[group]))).join("");
  const characters = [...new Set(said.match(/\p{Script=Han}/gu))].sort();
  const read = (character) => [...new Set(pinyin(character, { multiple: true, toneType: "none", type: "array", v: true }))].sort();
  return Object.fromEntries(characters.map((character) => [character, read(character).join(" ")]));
}

const read = (name) => JSON.parse(readFileSync(FILE(name), "utf8"));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = readings(read("i18n/zh-CN"), read("i18n/zh-Hant"));
  writeFileSync(FILE("palette/readings"), `${JSON.stringify(made, null, 1)}\n`);
}
