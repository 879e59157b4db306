import i18next from "i18next";
import { initReactI18next } from "react-i18next";

import en from "./en.json";
import { systemLanguage, type Language } from "./languages";
import zh from "./zh-CN.json";
import hant from "./zh-Hant.json";

export { LANGUAGES, isLanguage, nextLanguage, type Language } from "./languages";

void i18next.use(initReactI18next).init({
  resources: { "zh-CN": { translation: zh }, "zh-Hant": { translation: hant }, en: { translation: en } },
  lng: systemLanguage(typeof navigator === "undefined" ? [] : navigator.languages),
  fallbackLng: false,
  interpolation: { escapeValue: false }, // Sentences become text nodes only; React escapes them.
  initAsync: false,
  showSupportNotice: false,
  returnNull: false,
} as Parameters<typeof i18next.init>[0]);

const nameOfPage = (language: string) => {
  if (typeof document !== "undefined") document.documentElement.lang = language;
};
nameOfPage(i18next.language);

export async function showIn(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  nameOfPage(language);
}

export const i18n = i18next;
