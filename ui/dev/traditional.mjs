/**
 * Traditional Chinese, made from the Simplified sentences: `npm run words` writes
 * `src/i18n/zh-Hant.json`. Whoever writes a sentence writes it in `zh-CN.json` and `en.json` only.
 *
 * OpenCC knows characters and the everyday phrases of Taiwan; what this product's words are there, and where
 * OpenCC goes wrong, stands in `src/i18n/zh-Hant.words.json`:
 *
 * - `words`: Simplified → Traditional, anywhere in a sentence, the longest first;
 * - `sentences`: whole sentences by their key;
 * - `characters`: variants of a character, in what OpenCC made.
 *
 * The company's phrases are quotations, and stay to the letter.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { Converter } from "opencc-js/cn2t";

const FILE = (name) => new URL(`../src/i18n/${name}.json`, import.meta.url);
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
  const walk = (tree, path) =>
    Object.fromEntries(
      Object.entries(tree).map(([name, value]) => {
        const key = path === "" ? name : `${path}.${name}`;
        return [name, typeof value === "string" ? said(value, key) : walk(value, key)];
      }),
    );
  return walk(simplified, "");
}

const read = (name) => JSON.parse(readFileSync(FILE(name), "utf8"));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const made = traditional(read("zh-CN"), read("zh-Hant.words"));
  writeFileSync(FILE("zh-Hant"), `${JSON.stringify(made, null, 2)}\n`);
}
