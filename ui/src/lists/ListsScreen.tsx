import { useTranslation } from "react-i18next";

import { partStyles } from "../design/parts";
import { useSession } from "../shell/session";
import { ExportForm } from "./ExportForm";
import { Exports } from "./Exports";
import { ImportPanel } from "./ImportPanel";
import { Imports } from "./Imports";
import styles from "./lists.module.css";

/** Lists that come in and go out. */
export function ListsScreen() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <div className={styles.screen}>
      <h1 className={partStyles.hidden}>{t("desk.lists")}</h1>
      <div className={styles.column}>
        <ImportPanel />
        <Imports />
      </div>
      <div className={styles.column}>
        <ExportForm />
        <Exports everybody={session.roles.includes("hq")} />
      </div>
    </div>
  );
}
