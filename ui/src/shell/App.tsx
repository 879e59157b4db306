import { useEffect, useRef } from "react";
import { I18nProvider } from "react-aria-components";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, Working } from "../design/parts";
import { failed, useCall, type StatusView } from "../host";
import { isLanguage, showIn } from "../i18n";
import { localeOf } from "../i18n/languages";
import { Choose } from "./Choose";
import { Enrol } from "./Enrol";
import { Lock } from "./Lock";
import { Shell } from "./Shell";
import { useFocusKept } from "./useFocusKept";
import styles from "./door.module.css";

/** Which face the window shows: not enrolled, locked, open; in the demo also the choice of a person. */
export function App() {
  const { i18n } = useTranslation();
  const status = useCall("status", null);
  useFocusKept();
  const { workspace, state, language } = status.data ?? {};
  const chosen = useRef("");
  chosen.current = language ?? "";
  // Each workspace opens in its own language. What is chosen while it is open is shown before it is
  // remembered, and an answer from before that choice must not take it back.
  useEffect(() => {
    if (isLanguage(chosen.current)) void showIn(chosen.current);
  }, [workspace, state]);
  return (
    <I18nProvider locale={localeOf(i18n.language)}>
      {status.data ? (
        <Face status={status.data} />
      ) : (
        <main className={styles.door}>
          <div className={styles.bare}>
            <Working on={status.isPending} />
            <FailureNotice failure={failed(status)} />
            {status.isError ? <Retry onPress={() => void status.refetch()} /> : null}
          </div>
        </main>
      )}
    </I18nProvider>
  );
}

function Face({ status }: { status: StatusView }) {
  switch (status.state) {
    case "open":
      return <Shell demo={status.demo} />;
    case "locked":
      // Another person is another lock: what was typed at the one before is not for him.
      return <Lock key={status.workspace} status={status} />;
    case "choose":
      return status.demo ? <Choose demo={status.demo} /> : <Enrol />;
    default:
      return <Enrol key={status.workspace} status={status} />;
  }
}

function Retry({ onPress }: { onPress: () => void }) {
  const { t } = useTranslation();
  return <Button onPress={onPress}>{t("common.retry")}</Button>;
}
