import { Keyboard, LockKeyhole, Search } from "lucide-react";
import { useTranslation } from "react-i18next";

import { Button, Key } from "../design/Button";
import type { SessionView } from "../host";
import { longDay, time } from "../i18n/format";
import { keyOf } from "../keyboard/useAction";
import { Said } from "../text/Said";
import { useNow } from "./clock";
import { LanguageSwitch } from "./LanguageSwitch";
import { lockNow } from "./lock";
import styles from "./shell.module.css";

export function TopLine({ session, onKeys, onPalette }: { session: SessionView; onKeys: () => void; onPalette: () => void }) {
  const { t } = useTranslation();
  return (
    <header className={styles.top}>
      <span className={styles.brand}>Fairlead</span>
      <span className={styles.person}>
        <strong>
          <Said text={session.name} max={40} />
        </strong>
        <span className={styles.company}>
          <Said text={session.company} max={80} />
          {" · "}
          <Said text={session.device} max={40} />
        </span>
      </span>
      <ClockText zone={session.zone} />
      <Button look="quiet" onPress={onPalette} aria-label={`${t("action.palette")} ${keyOf("palette")}`}>
        <Search size={16} aria-hidden="true" />
        <Key of={keyOf("palette")} />
      </Button>
      <LanguageSwitch />
      <Button look="quiet" onPress={onKeys} aria-label={t("action.help")}>
        <Keyboard size={16} aria-hidden="true" />
      </Button>
      <Button look="quiet" onPress={() => void lockNow()} aria-label={t("action.lock")}>
        <LockKeyhole size={16} aria-hidden="true" />
      </Button>
    </header>
  );
}

function ClockText({ zone }: { zone: string }) {
  const { i18n } = useTranslation();
  const now = useNow(1000);
  const place = { language: i18n.language, zone };
  return (
    <time className={styles.clock}>
      {longDay(now, place)} {time(now, place)}
    </time>
  );
}
