import { describe, expect, test } from "vitest";

import { traditional, traditionalForm } from "../dev/traditional.mjs";
import form from "../../crates/desktop/src/visitor/words/zh-CN.json";
import hantForm from "../../crates/desktop/src/visitor/words/zh-Hant.json";
import rust from "../../crates/domain/src/rule.rs?raw";
import en from "../src/i18n/en.json";
import zh from "../src/i18n/zh-CN.json";
import hant from "../src/i18n/zh-Hant.json";
import words from "../src/i18n/zh-Hant.words.json";
import { nextLanguage, systemLanguage } from "../src/i18n/languages";
import { ACTIONS } from "../src/keyboard/actions";

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === "string") found.set(at, value);
    else for (const [inner, text] of leaves(value, at)) found.set(inner, text);
  }
  return found;
}

const plural = (key: string) => key.replace(/_(one|other)$/, "");
const keysOf = (tree: Tree) => new Set([...leaves(tree).keys()].map(plural));
const zhKeys = keysOf(zh);
const enKeys = keysOf(en);

const files = import.meta.glob<string>(["../src/**/*.{ts,tsx}", "!../src/host/fake/**"], { query: "?raw", import: "default", eager: true });
const code = Object.values(files).join("\n");

describe("language files", () => {
  test("both languages have the same keys", () => {
    expect([...zhKeys].filter((key) => !enKeys.has(key))).toEqual([]);
    expect([...enKeys].filter((key) => !zhKeys.has(key))).toEqual([]);
  });

  test("both languages use the same arguments", () => {
    const args = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]))].sort();
    const english = leaves(en);
    for (const [key, text] of leaves(zh)) {
      const other = english.get(key) ?? "";
      expect({ key, args: args(other) }).toEqual({ key, args: args(text) });
    }
  });

  test("English says one thing and several things differently", () => {
    const english = leaves(en);
    for (const [key, text] of english) {
      const form = /_(one|other)$/.exec(key)?.[1];
      expect({ key, form, counts: text.includes("{{count}}") }).not.toEqual({ key, form: undefined, counts: true });
      if (form) expect(english.has(`${plural(key)}_${form === "one" ? "other" : "one"}`), key).toBe(true);
    }
  });

  test("every key that the code names exists", () => {
    const named = [...code.matchAll(/\bt\(\s*"([\w.]+)"/g)].map((found) => found[1] ?? "");
    expect(named.length).toBeGreaterThan(150);
    expect(named.filter((key) => !zhKeys.has(key))).toEqual([]);
  });

  test("every family of keys that the code builds exists", () => {
    const prefixes = [...code.matchAll(/\bt\(\s*`([\w.]+)\.\$\{/g)].map((found) => `${found[1]}.`);
    expect(prefixes.length).toBeGreaterThan(20);
    expect(prefixes.filter((prefix) => ![...zhKeys].some((key) => key.startsWith(prefix)))).toEqual([]);
  });

  test("every action has its label", () => {
    const missing = ACTIONS.filter(({ label }) => !zhKeys.has(label));
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  test("no Chinese sentence uses half-width punctuation after a Chinese character", () => {
    const wrong = [...leaves(zh)].filter(([key, text]) => !key.endsWith(".phrase") && /[\u4e00-\u9fff][,:;!?()]/.test(text));
    expect(wrong).toEqual([]);
  });

  test("the company's phrases are the same in both languages", () => {
    const phrases = (tree: { rules: Record<string, { phrase: string }> }) => Object.entries(tree.rules).map(([id, { phrase }]) => [id, phrase]);
    expect(phrases(en)).toEqual(phrases(zh));
  });

  test("every rule that the product applies has a title", () => {
    const ids = [...rust.matchAll(/= "([A-Z]+-\d+)"/g)].map((found) => found[1] ?? "");
    expect(ids.length).toBeGreaterThan(30);
    expect(ids.filter((id) => !(id in zh.rules))).toEqual([]);
  });
});

describe("Traditional Chinese", () => {
  test("is what the tool makes of the Simplified: run `npm run words` after a change", () => {
    expect(hant).toEqual(traditional(zh, words));
    expect(hantForm).toEqual(traditionalForm(form, words));
  });

  test("has every key, in the same order, with the same arguments", () => {
    const args = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]);
    const shape = (tree: Tree) => [...leaves(tree)].map(([key, text]) => [key, args(text)]);
    expect(shape(hant)).toEqual(shape(zh));
  });

  test("says nothing in the words that are read wrongly in Taiwan or Hong Kong", () => {
    const wrong = /程式碼|許可權|登出|籤[^取]|采用|窗口|優盤|U 盤|網盤|匯入入|互連線|臺/;
    expect([...leaves(hant)].filter(([key, text]) => !key.endsWith(".phrase") && wrong.test(text))).toEqual([]);
  });

  test("leaves the company's phrases to the letter", () => {
    const phrases = (tree: { rules: Record<string, { phrase: string }> }) => Object.values(tree.rules).map(({ phrase }) => phrase);
    expect(phrases(hant)).toEqual(phrases(zh));
  });

  test("every sentence written by hand belongs to one of the language file", () => {
    const known = leaves(zh);
    expect(Object.keys(words.sentences).filter((key) => !known.has(key))).toEqual([]);
  });

  test("is what a window begins in where the system asks for it", () => {
    for (const tag of ["zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh-Hant-HK", "ZH-tw"]) expect(systemLanguage(["en-US", tag])).toBe("zh-Hant");
    for (const tag of ["zh-CN", "zh", "zh-Hans-HK", "en", "de-DE"]) expect(systemLanguage([tag])).toBe("zh-CN");
    expect(systemLanguage(["zh-CN", "zh-TW"])).toBe("zh-CN");
    expect(systemLanguage([])).toBe("zh-CN");
  });

  test("one key goes through all languages", () => {
    expect(["zh-CN", "zh-Hant", "en", "odd"].map(nextLanguage)).toEqual(["zh-Hant", "en", "zh-CN", "zh-CN"]);
  });
});
