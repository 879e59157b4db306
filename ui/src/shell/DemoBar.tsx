import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, Working } from "../design/parts";
import { failed, useCommand, type DemoView } from "../host";
import styles from "./shell.module.css";

/** Only in the demo: moves the clock of all its windows. */
export function DemoBar({ demo }: { demo: DemoView }) {
  const { t } = useTranslation();
  const move = useCommand("demo_move");
  return (
    <div className={styles.demo} role="region" aria-label={t("demo.title")}>
      <strong>{t("demo.title")}</strong>
      <span>{t("demo.explain")}</span>
      {demo.stops.map((stop) => (
        <Button key={stop} small isPending={move.isPending} onPress={() => move.mutate({ to: stop })}>
          {stop === "morning" ? t("demo.morning") : t("demo.to", { time: stop })}
        </Button>
      ))}
      <Working on={move.isPending} />
      <FailureNotice failure={failed(move)} />
    </div>
  );
}
