import { useTranslation } from "react-i18next";

import { askToCorrect } from "../corrections/asked";
import { Button, Key } from "../design/Button";
import { Working, partStyles } from "../design/parts";
import { failureText } from "../i18n/failure";
import { useAction } from "../keyboard/useAction";
import { askToWithdraw } from "../leads/asked";
import { registerNumber } from "../leads/register";
import { go } from "../router/route";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import styles from "./capture.module.css";
import type { Mandatory } from "./card";

export interface LastSaved {
  card: string;
  register: number;
  laptop: number;
  company: string;
  missing: readonly Mandatory[];
  at: number;
}

/** What became of the last card. "Saved" stands here only once the host has said so. */
export function Saved({ saved, pending, kept, gone, onSign }: { saved: LastSaved | undefined; pending: boolean; kept: "no" | "yes" | "failed"; gone: boolean; onSign: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.saved}>
      <Button look="primary" onPress={onSign}>
        {t("action.capture.sign")} <Key of="Enter" />
      </Button>
      <p className={styles.savedText} role="status" data-testid="saved">
        {saved ? <SavedText saved={saved} /> : null}
      </p>
      {saved && saved.register > 0 ? <Amend card={saved.card} /> : null}
      <Working on={pending}>{t("capture.saving")}</Working>
      {gone ? <span className={partStyles.late}>{failureText({ code: "card.let_go", args: {} }, t)}</span> : null}
      {kept === "failed" && !gone ? <span className={partStyles.late}>{t("capture.notKept")}</span> : null}
    </div>
  );
}

function SavedText({ saved }: { saved: LastSaved }) {
  const { t, i18n } = useTranslation();
  const { revokedMs } = useSession();
  const company = inSentence(saved.company, 60) || t("capture.unknownCompany");
  if (saved.register > 0) {
    const said = { number: registerNumber(saved), company };
    if (revokedMs !== null) return <span className={partStyles.late}>{t("capture.savedRevoked", said)}</span>;
    return <span className={styles.ok}>{t("capture.saved", said)}</span>;
  }
  const names = saved.missing.map((field) => t(`field.${field}`));
  const list = new Intl.ListFormat(i18n.language, { style: "narrow" }).format(names);
  return <span>{names.length > 0 ? t("capture.draftMissing", { missing: list }) : t("capture.draftSaved")}</span>;
}

/** What is signed is not undone silently: it is corrected, or taken back with a reason (FAIR-18, ORD-15). */
function Amend({ card }: { card: string }) {
  const { t } = useTranslation();
  const correct = () => {
    askToCorrect(card);
    go("lead", card);
  };
  const withdraw = () => {
    askToWithdraw(card);
    go("lead", card);
  };
  useAction("capture.correct", correct);
  useAction("capture.withdraw", withdraw);
  return (
    <>
      <Button small look="quiet" onPress={correct}>
        {t("capture.correct")}
      </Button>
      <Button small look="quiet" onPress={withdraw}>
        {t("capture.withdraw")}
      </Button>
    </>
  );
}
