import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, Notice, Working, partStyles } from "../design/parts";
import { failed, useCommand, type DemoView } from "../host";
import { Said } from "../text/Said";
import { LanguageSwitch } from "./LanguageSwitch";
import styles from "./door.module.css";
import { useReady } from "./ready";

/** Only in the demo: whom one wants to be. Each opens in a window of its own, with data of its own. */
export function Choose({ demo }: { demo: DemoView }) {
  const { t } = useTranslation();
  const open = useCommand("demo_open");
  useReady();
  return (
    <main className={styles.door}>
      <div className={styles.corner}>
        <LanguageSwitch />
      </div>
      <div className={styles.box}>
        <span className={styles.brand}>Fairlead</span>
        <h1 className={styles.name}>{t("demo.choose")}</h1>
        <p className={partStyles.muted}>{t("demo.chooseExplain")}</p>
        <ul className={partStyles.stack}>
          {demo.people.map((person, index) => (
            <li key={person.id} className={styles.choice}>
              <Button autoFocus={index === 0} isPending={open.isPending} onPress={() => open.mutate({ person: person.id })}>
                <Said text={person.name} max={40} />
              </Button>
              <span className={partStyles.muted}>{t(`role.${person.office}`, { defaultValue: person.office })}</span>
            </li>
          ))}
        </ul>
        <Working on={open.isPending} />
        <FailureNotice failure={failed(open)} />
        <Notice>{t("lock.demo", { passphrase: demo.passphrase })}</Notice>
      </div>
    </main>
  );
}
