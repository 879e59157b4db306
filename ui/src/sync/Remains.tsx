import { useTranslation } from "react-i18next";

import { partStyles } from "../design/parts";
import type { RemainsView } from "../host";
import { useWords } from "../i18n/useWords";
import { back, lost, missing, reach, unknown } from "./remains";

/** What is left of a laptop: what came back, what did not, what nobody can know, and what its finder sees. */
export function Remains({ view, children }: { view: RemainsView; children?: React.ReactNode }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <div className={partStyles.stack}>
      <p className={partStyles.strong}>{back(view, words)}</p>
      <h3>{t("remains.missingTitle")}</h3>
      {lost(view, words).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {missing(view) > 0 ? children : null}
      <h3>{t("remains.unknownTitle")}</h3>
      <p>{unknown(view, words)}</p>
      <h3>{t("remains.reachTitle")}</h3>
      <p>{reach(view, words)}</p>
    </div>
  );
}
