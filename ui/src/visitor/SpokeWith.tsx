import { useTranslation } from "react-i18next";

import { Notice } from "../design/parts";
import type { CardInput } from "../host";
import { inSentence } from "../text/safe";

/** Whom the visitor says that he talked to: whoever that is may be the one to sign. */
export function SpokeWith({ input }: { input: CardInput }) {
  const { t } = useTranslation();
  const name = input.more["spokeWith"];
  if (input.source !== "self_filled" || !name) return null;
  return <Notice>{t("visitor.spokeWithHim", { name: inSentence(name, 40) })}</Notice>;
}
