import { useTranslation } from "react-i18next";

import type { Words } from "../ruling/sentence";
import { useNow, useZone } from "../shell/clock";

/** Everything a sentence needs: the language, the company's zone, and now. */
export function useWords(): Words {
  const { t, i18n } = useTranslation();
  return { t, language: i18n.language, zone: useZone(), nowMs: useNow() };
}
