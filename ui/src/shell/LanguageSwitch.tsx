import { useTranslation } from "react-i18next";

import { Choices } from "../design/Field";
import { call } from "../host";
import { isLanguage, showIn, type Language } from "../i18n";

/** Changes the language at once, and remembers it; not remembering is no reason to refuse. */
export async function speak(language: Language): Promise<void> {
  await showIn(language);
  await call("set_language", { language }).catch(() => undefined);
}

export const otherLanguage = (language: string): Language => (language === "en" ? "zh-CN" : "en");

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <Choices
      label={t("shell.language")}
      showLabel={false}
      value={i18n.language}
      choices={[
        { value: "zh-CN", label: "中文" },
        { value: "en", label: "English" },
      ]}
      onChange={(language) => isLanguage(language) && void speak(language)}
    />
  );
}
