import { useTranslation } from "react-i18next";

import { Notice } from "../design/parts";
import type { TakenView, WrittenFileView } from "../host";
import { inSentence } from "../text/safe";
import { CopyPath } from "./CopyPath";

/** What a file or an exchange brought, and the acknowledgement that goes back. */
export function Taken({ taken }: { taken: TakenView }) {
  const { t } = useTranslation();
  const from = inSentence(taken.from, 40);
  return (
    <Notice tone="good">
      {taken.records === 0 ? t("take.nothingNew", { from }) : t("take.taken", { from, cards: t("counted.cards", { count: taken.cards }), records: t("counted.records", { count: taken.records }) })}
      {taken.answer ? <Answer file={taken.answer} /> : null}
    </Notice>
  );
}

function Answer({ file }: { file: WrittenFileView }) {
  const { t } = useTranslation();
  return (
    <div>
      {t("take.answer", { to: inSentence(file.to, 40) })} <CopyPath path={file.path} />
    </div>
  );
}
