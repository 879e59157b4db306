import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, Notice, Working, partStyles } from "../design/parts";
import { failed, useCommand } from "../host";
import type { Statement } from "./HandIn";

/** Through the company's server, where there is a network. */
export function HandInServer({ statement }: { statement: Statement }) {
  const { t } = useTranslation();
  const send = useCommand("hand_in_server");
  return (
    <div className={partStyles.stack}>
      <p className={partStyles.muted}>{t("handIn.serverHint")}</p>
      <div className={partStyles.line}>
        <Button look="primary" isPending={send.isPending} onPress={() => send.mutate(statement)}>
          {t("handIn.toServer")}
        </Button>
        <Working on={send.isPending}>{t("handIn.working")}</Working>
      </div>
      <FailureNotice failure={failed(send)} />
      {send.isSuccess ? <Notice tone="good">{t("handIn.done")}</Notice> : null}
    </div>
  );
}
