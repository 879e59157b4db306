import { useTranslation } from "react-i18next";

import { Choices } from "../design/Field";
import { call } from "../host";
import { isLanguage, LANGUAGES, showIn, type Language } from "../i18n";
import { LANGUAGE_NAMES } from "../i18n/languages";

let remembered: Promise<unknown> = Promise.resolve();

/**
 * Changes the language at once, and remembers it; not remembering is no reason to refuse. One after the
 * other, so that what is remembered is the last that was chosen.
 */
export async function speak(language: Language): Promise<void> {
  await showIn(language);
  remembered = remembered.then(() => call("set_language", { language })).catch(() => undefined);
  await remembered;
}

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <Choices
      label={t("shell.language")}
      showLabel={false}
      value={i18n.language}
      choices={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value], lang: value }))}
      onChange={(language) => isLanguage(language) && void speak(language)}
    />
  );
}
