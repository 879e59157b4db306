import { useTranslation } from "react-i18next";

import type { ConsentView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { Said } from "../text/Said";

/** What the visitor agreed to who filled in the form himself (SEC-14). */
export function Consent({ consent }: { consent: ConsentView }) {
  const { t } = useTranslation();
  const words = useWords();
  const when = moment(consent.givenMs, words.nowMs, words);
  return (
    <details>
      <summary>{t("visitor.agreed", { when, version: consent.version })}</summary>
      {consent.text.split("\n").map((text) => (
        <p key={text}>
          <Said text={text} max={1000} />
        </p>
      ))}
    </details>
  );
}
