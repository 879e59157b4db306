import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Working, partStyles } from "../design/parts";
import type { LanPeerView } from "../host";
import { inSentence, safeText } from "../text/safe";
import styles from "./desk.module.css";

/** The six words that must be the same on both screens before two laptops trust each other. */
export function SixWords({ peer, pending, onAnswer }: { peer: LanPeerView; pending: boolean; onAnswer: (same: boolean) => void }) {
  const { t, i18n } = useTranslation();
  const words = i18n.language === "en" ? peer.wordsEnglish : peer.words;
  return (
    <div className={partStyles.stack}>
      <p>{t("lan.compare", { name: inSentence(peer.name, 40) })}</p>
      <ol className={styles.words} aria-label={t("lan.words")}>
        {words.map((word, index) => (
          <li key={index} className={styles.word}>
            {safeText(word)}
          </li>
        ))}
      </ol>
      <div className={partStyles.line}>
        <Button look="primary" isDisabled={pending} onPress={() => onAnswer(true)}>
          {t("lan.same")}
        </Button>
        <Button look="danger" isDisabled={pending} onPress={() => onAnswer(false)}>
          {t("lan.notSame")}
        </Button>
        <Working on={pending}>{t("lan.waiting")}</Working>
      </div>
    </div>
  );
}
