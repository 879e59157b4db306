import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { partStyles } from "../design/parts";
import type { NoteTextView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence, safeText } from "../text/safe";
import styles from "./notes.module.css";

/** What stands in a field: side by side where several wrote without seeing each other. */
export function NoteTexts({ texts, onChoose }: { texts: readonly NoteTextView[]; onChoose?: ((text: NoteTextView) => void) | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <ul className={styles.texts}>
      {texts.map((one) => (
        <li key={one.seen.join()} className={styles.text}>
          {one.text.trim() === "" ? <em className={partStyles.muted}>{t("notes.emptied")}</em> : <bdi className={styles.said}>{safeText(one.text, 4000)}</bdi>}
          <small className={partStyles.muted}>{t("notes.by", { by: inSentence(one.by, 40), at: moment(one.atMs, words.nowMs, words) })}</small>
          {onChoose ? (
            <Button small onPress={() => onChoose(one)}>
              {t("notes.choose")}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
