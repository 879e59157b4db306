import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, Working } from "../design/parts";
import { failed, useCommand, type DemoView } from "../host";
import { time } from "../i18n/format";
import { useNow, useZone } from "./clock";
import styles from "./shell.module.css";

/** Only in the demo: moves the clock of all its windows. */
export function DemoBar({ demo }: { demo: DemoView }) {
  const { t, i18n } = useTranslation();
  const move = useCommand("demo_move");
  const clock = time(useNow(), { language: i18n.language, zone: useZone() });
  const label = (stop: string) => {
    if (stop === "morning") return t("demo.morning");
    // The clock only goes forward: what is over today comes again tomorrow.
    return t(stop > clock ? "demo.to" : "demo.toTomorrow", { time: stop });
  };
  return (
    <div className={styles.demo} role="region" aria-label={t("demo.title")}>
      <strong>{t("demo.title")}</strong>
      <span>{t("demo.explain")}</span>
      {demo.stops.map((stop) => (
        <Button key={stop} small isPending={move.isPending} onPress={() => move.mutate({ to: stop })}>
          {label(stop)}
        </Button>
      ))}
      <Working on={move.isPending} />
      <FailureNotice failure={failed(move)} />
    </div>
  );
}
