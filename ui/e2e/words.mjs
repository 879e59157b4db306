/** The sentences of the screens, read where the screens read them. */
import { readFileSync } from "node:fs";

export const LANGUAGES = ["zh-CN", "zh-Hant", "en"];

const files = Object.fromEntries(
  LANGUAGES.map((language) => [language, JSON.parse(readFileSync(new URL(`../src/i18n/${language}.json`, import.meta.url), "utf8"))]),
);

/** `words("en")("capture.saved", { number: 3, company: "…" })`. Keys of a flat group (`failure.host.gone`) work too. */
export function words(language) {
  return (key, args) => {
    const text = look(files[language], key) ?? look(files[language], `${key}_other`);
    if (typeof text !== "string") throw new Error(`${language}.json has no ${key}`);
    return args ? text.replace(/\{\{(\w+)\}\}/g, (_, name) => String(args[name] ?? "")) : text;
  };
}

function look(at, key) {
  if (typeof at !== "object" || at === null) return undefined;
  if (key in at) return at[key];
  for (let dot = key.indexOf("."); dot > 0; dot = key.indexOf(".", dot + 1)) {
    const found = look(at[key.slice(0, dot)], key.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

export const zh = words("zh-CN");
export const en = words("en");

/** The part of a sentence before its first argument: enough to know it by. */
export const begins = (sentence) => sentence.split("{{", 1)[0].trim();
