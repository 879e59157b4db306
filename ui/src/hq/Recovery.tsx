import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, Panel, Working, partStyles } from "../design/parts";
import { failed, useCall, useCommand, type RecoveryView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { safeText } from "../text/safe";

/** Asked again while headquarters looks on: laptops come back one by one. */
const ASK_AGAIN_MS = 15_000;

/** Only while the server's store was set back: what came back, what did not, and whether to go on. */
export function Recovery() {
  const recovery = useCall("recovery", null, { refetchMs: ASK_AGAIN_MS });
  const confirm = useCommand("recovery_confirm");
  const view = confirm.data ?? recovery.data;
  // Whoever is offline is told so elsewhere.
  if (!view || (view.over && !confirm.data)) return null;
  return (
    <Report view={view}>
      {view.over ? null : (
        <Confirm
          missing={view.chains.some((chain) => chain.missing !== "") || view.silent.length > 0}
          pending={confirm.isPending}
          onConfirm={() => confirm.mutate(null)}
        />
      )}
      <FailureNotice failure={failed(confirm)} />
    </Report>
  );
}

function Report({ view, children }: { view: RecoveryView; children: React.ReactNode }) {
  const { t } = useTranslation();
  const words = useWords();
  const at = moment(view.sinceMs, words.nowMs, words);
  return (
    <Panel title={t("recovery.title")}>
      <p className={partStyles.strong}>{t(view.over ? "recovery.over" : "recovery.underWay", { at })}</p>
      <ul className={partStyles.stack}>
        {view.chains.map((chain, index) => {
          const whose = chain.name === "" ? t("recovery.server") : `${safeText(chain.name)} · ${safeText(chain.device)}`;
          return (
            <li key={index}>
              {whose}: {t("recovery.back", { count: chain.back })}
              {chain.missing === "" ? null : <strong> {t("recovery.missing", { positions: chain.missing })}</strong>}
            </li>
          );
        })}
        {view.silent.map((silent, index) => (
          <li key={`silent-${index}`}>
            {safeText(silent.name)} · {safeText(silent.device)}: {t("recovery.silent")}
          </li>
        ))}
      </ul>
      {children}
    </Panel>
  );
}

function Confirm({ missing, pending, onConfirm }: { missing: boolean; pending: boolean; onConfirm: () => void }) {
  const { t } = useTranslation();
  const [sure, setSure] = useState(false);
  return (
    <div className={partStyles.stack}>
      <p>{t(missing ? "recovery.waitOrConfirm" : "recovery.nothingMissing")}</p>
      <div className={partStyles.line}>
        <Button
          look={missing && sure ? "danger" : "primary"}
          isPending={pending}
          onPress={() => (missing && !sure ? setSure(true) : onConfirm())}
        >
          {t(missing && sure ? "recovery.reallyConfirm" : "recovery.confirm")}
        </Button>
        <Working on={pending} />
      </div>
    </div>
  );
}
