import { useTranslation } from "react-i18next";

import { Pick } from "../design/Pick";
import { inSentence } from "../text/safe";
import { CONDITIONS } from "./lists";

/** In what condition an item changes hands, or was found. */
export function ConditionPick({ name, value, onChange }: { name: string; value: string; onChange: (condition: string) => void }) {
  const { t } = useTranslation();
  return (
    <Pick
      label={`${t("plan.condition.title")} · ${inSentence(name, 30)}`}
      showLabel={false}
      options={CONDITIONS.map((id) => ({ id, name: t(`plan.condition.${id}`) }))}
      value={value}
      onChange={onChange}
    />
  );
}
