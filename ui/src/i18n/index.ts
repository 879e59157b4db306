import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import en from "./en.json";
import zh from "./zh-CN.json";

export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (text: string): text is Language => (LANGUAGES as readonly string[]).includes(text);

void i18next.use(initReactI18next).init({
  resources: { "zh-CN": { translation: zh }, en: { translation: en } },
  lng: "zh-CN",
  fallbackLng: false,
  interpolation: { escapeValue: false }, // Sentences become text nodes only; React escapes them.
  initAsync: false,
  showSupportNotice: false,
  returnNull: false,
} as Parameters<typeof i18next.init>[0]);

export async function showIn(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  if (typeof document !== "undefined") document.documentElement.lang = language;
}

export const i18n = i18next;
