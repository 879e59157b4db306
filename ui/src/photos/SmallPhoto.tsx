import { useTranslation } from "react-i18next";

import { useCall } from "../host";
import { Said } from "../text/Said";
import { jpeg } from "./jpeg";
import styles from "./photos.module.css";

/** A draft in a list: its photo, if it has one, and who it is; before somebody has typed that, as it was read. */
export function DraftName({ card, company, empty = "—" }: { card: string; company: string; empty?: string }) {
  const { t } = useTranslation();
  const { data } = useCall("photo_small", { card });
  if (!data || data.image === "") return <Said text={company} max={80} empty={empty} />;
  const guess = data.company || data.person || t(`photo.small.${data.state}`, { defaultValue: "" });
  return (
    <span className={styles.row}>
      <img className={styles.small} src={jpeg(data.image)} alt={t("photo.ofCard")} />
      {company !== "" ? <Said text={company} max={80} /> : <span className={styles.guess}><Said text={guess} max={80} empty="" /></span>}
    </span>
  );
}
