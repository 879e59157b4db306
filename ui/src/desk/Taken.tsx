import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import { Notice } from "../design/parts";
import type { TakenView, WrittenFileView } from "../host";
import { inSentence } from "../text/safe";
import { CopyPath } from "./CopyPath";

/** What a file or an exchange brought: a hand-in, with the acknowledgement that goes back, or an acknowledgement. */
export function Taken({ taken }: { taken: TakenView }) {
  const { t } = useTranslation();
  return (
    <Notice tone="good">
      {taken.acknowledges ? acknowledged(taken, t) : received(taken, t)}
      {taken.photos > 0 ? ` ${t("take.photos", { photos: t("counted.photos", { count: taken.photos }) })}` : null}
      {taken.answer ? <Answer file={taken.answer} /> : null}
    </Notice>
  );
}

function received(taken: TakenView, t: TFunction): string {
  if (taken.records === 0) return t("take.nothingNew", what(taken, t));
  // "0 cards" frightens whoever has them already, by way of the server.
  return t(taken.cards === 0 ? "take.noNewCard" : "take.taken", what(taken, t));
}

function acknowledged(taken: TakenView, t: TFunction): string {
  return [t("take.acknowledged", what(taken, t)), taken.cards > 0 ? brought(taken, t) : ""].join(" ").trim();
}

/** What came along with an acknowledgement: colleagues' cards of one's own customers. */
export function brought(taken: TakenView, t: TFunction): string {
  return t("take.along", what(taken, t));
}

function what({ from, cards, records }: TakenView, t: TFunction) {
  return { from: inSentence(from, 40), cards: t("counted.cards", { count: cards }), records: t("counted.records", { count: records }) };
}

function Answer({ file }: { file: WrittenFileView }) {
  const { t } = useTranslation();
  return (
    <div>
      {t("take.answer", { to: inSentence(file.to, 40) })} <CopyPath path={file.path} />
    </div>
  );
}
