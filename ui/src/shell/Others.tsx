import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, partStyles } from "../design/parts";
import { failed, useCommand, type StatusView } from "../host";
import { inSentence } from "../text/safe";
import { forget } from "./lock";

/** Whoever else uses this laptop: each has a workspace and a passphrase of his own. */
export function Others({ status, enrolling = false }: { status: StatusView; enrolling?: boolean }) {
  const { t } = useTranslation();
  const turn = useCommand("workspace");
  const others = status.workspaces.filter((one) => enrolling || one.id !== status.workspace);
  const turnTo = (id: string | null) => turn.mutate({ id }, { onSuccess: forget });
  if (status.demo || (enrolling && others.length === 0)) return null;
  return (
    <nav className={partStyles.line} aria-label={t("people.here")}>
      {others.map((one) => (
        <Button key={one.id} small onPress={() => turnTo(one.id)} isDisabled={turn.isPending}>
          {inSentence(one.name, 20) || t("people.nameless")}
        </Button>
      ))}
      {enrolling ? null : (
        <Button small onPress={() => turnTo(null)} isDisabled={turn.isPending}>
          {t("people.newcomer")}
        </Button>
      )}
      <FailureNotice failure={failed(turn)} />
    </nav>
  );
}
