import { useTranslation } from "react-i18next";

import { FailureNotice, Notice, Panel } from "../design/parts";
import { failed, useCall } from "../host";
import styles from "./photos.module.css";
import { Picture } from "./Picture";

/** The photo that a card was written from, on its page; nothing for a card without one. */
export function LeadPhoto({ card }: { card: string }) {
  const { t } = useTranslation();
  const photo = useCall("photo", { card });
  const hash = photo.data?.hash ?? "";
  const reading = useCall("photo_reading", { hash }, { enabled: photo.data?.state === "here" });
  if (photo.error) return <FailureNotice failure={failed(photo)} />;
  if (!photo.data || photo.data.state === "none") return null;
  return (
    <Panel title={t("photo.ofCard")}>
      {photo.data.image === "" ? (
        <Notice>{t("photo.coming")}</Notice>
      ) : (
        <div className={styles.kept}>
          <Picture image={photo.data.image} reading={reading.data} label={t("photo.ofCard")} />
        </div>
      )}
    </Panel>
  );
}
