/**
 * Traditional Chinese, made from the Simplified sentences: `npm run words` writes
 * `src/i18n/zh-Hant.json` and the visitor's form in `zh-Hant.json` beside its other words. Whoever writes a
 * sentence writes it in `zh-CN.json` and `en.json` only.
 *
 * OpenCC knows characters and the everyday phrases of Taiwan; what this product's words are there, and where
 * OpenCC goes wrong, stands in `src/i18n/zh-Hant.words.json`:
 *
 * - `words`: Simplified → Traditional, anywhere in a sentence, the longest first;
 * - `sentences`: whole sentences by their key;
 * - `form`: whole sentences of the visitor's form;
 * - `characters`: variants of a character, in what OpenCC made.
 *
 * The company's phrases are quotations, and stay to the letter.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { Converter } from "opencc-js/cn2t";

const FILE = (name) => new URL(`../src/i18n/${name}.json`, import.meta.url);
const FORM = (name) => new URL(`../../crates/desktop/src/visitor/words/${name}.json`, import.meta.url);
const quoted = (key) => key.startsWith("rules.") && key.endsWith(".phrase");

/** The whole language file, from the Simplified one and the words written by hand. */
export function traditional(simplified, { words, sentences, characters }) {
  const openCc = Converter({ from: "cn", to: "twp" });
  const known = Object.keys(words).sort((a, b) => b.length - a.length);
  const ours = new RegExp(known.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
  const convert = (part) => [...openCc(part)].map((character) => characters[character] ?? character).join("");
  const said = (text, key) => {
    if (quoted(key)) return text;
    if (key in sentences) return sentences[key];
    let result = "";
    let from = 0;
    for (const { 0: word, index } of text.matchAll(ours)) {
      result += convert(text.slice(from, index)) + words[word];
      from = index + word.length;
    }
    return result + convert(text.slice(from));
  };
  const walk = (value, key) => {
    if (typeof value === "string") return said(value, key);
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, key === "" ? name : `${key}.${name}`)]));
  };
  return walk(simplified, "");
}

/** The visitor's form, by the same words; its sentences have keys of their own. */
export function traditionalForm(simplified, { words, characters, form }) {
  return traditional(simplified, { words, characters, sentences: form });
}

const read = (file) => JSON.parse(readFileSync(file, "utf8"));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = read(FILE("zh-Hant.words"));
  const write = (file, made) => writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
  write(FILE("zh-Hant"), traditional(read(FILE("zh-CN")), words));
  write(FORM("zh-Hant"), traditionalForm(read(FORM("zh-CN")), words));
}
