import { useTranslation } from "react-i18next";

import { ownedByPerson } from "../desk/assign";
import { Facts } from "../design/parts";
import type { LeadView } from "../host";
import { list } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { ownerName } from "../ruling/sentence";
import { inSentence } from "../text/safe";

/** Owner, helpers, credit, and who decides. */
export function Parties({ lead: { ruling } }: { lead: LeadView }) {
  const { t } = useTranslation();
  const words = useWords();
  const helpers = ruling.helperNames.map((name) => inSentence(name, 40));
  const decided = ownedByPerson(ruling);
  const proposal = inSentence(ruling.proposalName, 40) || t(ruling.territory === "in" ? "lead.noProposal" : "lead.noneProposed");
  return (
    <Facts
      rows={[
        [t("lead.owner"), ownerName(ruling, words)],
        ...(decided && !ruling.proposalName ? [] : [[t("lead.proposal"), proposal] as const]),
        [t("lead.helpers"), helpers.length > 0 ? list(helpers, words.language) : t("lead.noHelpers")],
        [t("lead.credit"), inSentence(ruling.creditName, 40) || t("lead.noCredit")],
        [t("lead.authority"), inSentence(ruling.authorityName, 40) || t(`authority.${ruling.authority}`, { defaultValue: ruling.authority })],
      ]}
    />
  );
}
