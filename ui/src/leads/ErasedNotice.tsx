import { useTranslation } from "react-i18next";

import { partStyles } from "../design/parts";
import type { ErasureView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";

/** That what was written is erased at headquarters' order, or will be as soon as the server has the order. */
export function ErasedNotice({ erasure }: { erasure: ErasureView }) {
  const { t } = useTranslation();
  const words = useWords();
  const by = inSentence(erasure.by, 40);
  return (
    <div className={partStyles.stack}>
      <p>
        {erasure.atMs === null
          ? t("erase.waiting", { by })
          : t("erase.done", { by, when: moment(erasure.atMs, words.nowMs, words) })}
      </p>
      {erasure.reason ? (
        <p className={partStyles.muted}>
          {t("common.reason")}: <Said text={erasure.reason} max={500} />
        </p>
      ) : null}
    </div>
  );
}
