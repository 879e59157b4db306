import { X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button, Key } from "../design/Button";
import { keyOf, useAction } from "../keyboard/useAction";
import { forgetUndo, takeBack, useUndoable } from "./undo";
import styles from "./undo.module.css";

/** What was just done and can be taken back. It lies over the window, so that nothing moves, and stays. */
export function UndoLine() {
  const { t } = useTranslation();
  const last = useUndoable();
  useAction("undo", takeBack, last !== undefined);
  return (
    <div className={styles.place}>
      <span role="status" className={last ? styles.text : undefined}>
        {last?.text}
      </span>
      {last ? (
        <>
          <Button small onPress={takeBack}>
            {t("undo.undo")} <Key of={keyOf("undo")} />
          </Button>
          <Button small look="quiet" onPress={forgetUndo} aria-label={t("undo.close")}>
            <X size={14} aria-hidden="true" />
          </Button>
        </>
      ) : null}
    </div>
  );
}
