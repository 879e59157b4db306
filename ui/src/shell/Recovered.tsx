import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Notice, partStyles } from "../design/parts";
import { useKept } from "./kept";

/** Under which name it is kept that headquarters opened the workspace. */
export const RECOVERED = "recovered";

/** Said once, after headquarters opened the workspace: what holds now. */
export function Recovered() {
  const { t } = useTranslation();
  const [recovered, set] = useKept(RECOVERED, false);
  if (!recovered) return null;
  return (
    <Notice tone="good">
      <div className={partStyles.line}>
        <span>{t("recover.done")}</span>
        <Button small onPress={() => set(false)}>
          {t("befallen.seen")}
        </Button>
      </div>
    </Notice>
  );
}
