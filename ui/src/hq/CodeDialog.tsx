import { useTranslation } from "react-i18next";

import { CopyButton } from "../desk/CopyPath";
import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { Notice, partStyles } from "../design/parts";
import type { CodeView } from "../host";
import { duration } from "../i18n/duration";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useNow } from "../shell/clock";
import { inSentence, safeText } from "../text/safe";

/** An enrolment code, large enough to be read across a desk; it works once and ends soon. */
export function CodeDialog({ code, onClose }: { code: CodeView; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const left = code.expiresMs - useNow(1000);
  return (
    <Dialog title={t("code.title", { name: inSentence(code.person.name, 40) })} open onClose={onClose}>
      <div className={partStyles.stack}>
        <output className={styles.code}>{safeText(code.code)}</output>
        {left > 0 ? (
          <p>{t("code.expires", { at: moment(code.expiresMs, words.nowMs, words), left: duration(left, t) })}</p>
        ) : (
          <Notice tone="warn">{t("code.over")}</Notice>
        )}
        <p className={partStyles.muted}>{t("code.explain")}</p>
      </div>
      <DialogButtons>
        <CopyButton text={code.code} small={false} />
        <Button autoFocus onPress={onClose}>{t("common.close")}</Button>
      </DialogButtons>
    </Dialog>
  );
}
