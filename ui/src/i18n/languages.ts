/** What the screens can be shown in. `zh-Hant` is made from `zh-CN` (`npm run words`). */
export const LANGUAGES = ["zh-CN", "zh-Hant", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in its own words. */
export const LANGUAGE_NAMES: Record<Language, string> = { "zh-CN": "简体", "zh-Hant": "繁體", en: "English" };

export const isLanguage = (text: string): text is Language => (LANGUAGES as readonly string[]).includes(text);

export function nextLanguage(language: string): Language {
  const at = (LANGUAGES as readonly string[]).indexOf(language);
  return LANGUAGES[(at + 1) % LANGUAGES.length] as Language;
}

/**
 * Before anybody has chosen the window is Chinese: Traditional where the first Chinese that the system asks
 * for is, Simplified everywhere else.
 */
export function systemLanguage(asked: readonly string[]): Language {
  const chinese = asked.find((tag) => /^zh\b/i.test(tag));
  return chinese && /\b(hant|tw|hk|mo)\b/i.test(chinese) && !/\bhans\b/i.test(chinese) ? "zh-Hant" : "zh-CN";
}

/** As the library of controls names it: it has its own few words under the names of countries. */
export const localeOf = (language: string): string => (language === "zh-Hant" ? "zh-TW" : language);
