import { useTranslation } from "react-i18next";

import { INTENTION, intentionOf } from "../capture/card";
import { Facts, partStyles } from "../design/parts";
import type { CardInput } from "../host";
import { BESIDE } from "../photos/read";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";

const SHOWN = ["company", "person", "phone", "email", "creditCode", "site", "matter", "usage"] as const;

/** What the register of visitors asks beside the card's own fields. */
const RECEIVED: readonly string[] = ["needs", "opinions", "keyPoints"];

/** The card as it was signed, or the draft as it was saved. */
export function LeadFields({ fields, judgement = "" }: { fields: CardInput | null; judgement?: string }) {
  const { t } = useTranslation();
  if (!fields) return <p className={partStyles.muted}>{t("lead.onlyRanking")}</p>;
  const shown = SHOWN.filter((name) => fields[name] !== "" || fields.unknown.includes(name));
  const meaning = intentionOf(fields);
  const more = Object.entries(fields.more).filter((entry): entry is [string, string] => entry[1] !== undefined && !(meaning && entry[0] === INTENTION));
  return (
    <Facts
      rows={[
        ...shown.map((name) => [t(`field.${name}`), value(fields, name, t("capture.isUnknown"), t("capture.usageUnit"))] as const),
        [t("field.source"), t(`source.${fields.source.split(":")[0]}`, { defaultValue: fields.source })],
        ...(fields.stable === null ? [] : [[t("field.stable"), t(`capture.stable.${fields.stable ? "yes" : "no"}`)] as const]),
        ...(judgement ? [[t("evening.judgement"), t(`judgement.${judgement}`)] as const] : []),
        ...(meaning ? [[t("field.intention"), t(`capture.intention.${meaning}`)] as const] : []),
        ...more.map(([name, text]) => [beside(name) ? t(`field.${name}`) : RECEIVED.includes(name) ? t(`booth.field.${name}`) : name === "spokeWith" ? t("visitor.spokeWith") : inSentence(name, 40), <Said key={name} text={text} />] as const),
      ]}
    />
  );
}

function value(fields: CardInput, name: (typeof SHOWN)[number], unknown: string, usageUnit: string) {
  if (fields.unknown.includes(name)) return unknown;
  return (
    <>
      <Said text={fields[name]} max={500} />
      {name === "usage" ? ` ${usageUnit}` : ""}
    </>
  );
}

const beside = (name: string) => (BESIDE as readonly string[]).includes(name);
