import { useTranslation } from "react-i18next";

import { CopyPath } from "../desk/CopyPath";
import { Notice } from "../design/parts";
import type { ExportedFileView } from "../host";

/** What was taken out: how many cards, by which mark they are known, and where they lie (SEC-06). */
export function Written({ file }: { file: ExportedFileView | undefined }) {
  const { t } = useTranslation();
  if (!file) return null;
  return (
    <Notice tone="good">
      {t("lists.written", { cards: t("counted.cards", { count: file.cards }), mark: file.mark })}
      <CopyPath path={file.path} />
    </Notice>
  );
}
