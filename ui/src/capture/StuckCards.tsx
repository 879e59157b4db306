import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Notice } from "../design/parts";
import { failureText } from "../i18n/failure";
import { inSentence } from "../text/safe";
import { captureForm, type Stuck } from "./form";

/** Cards that could not be saved while the next one was already being typed. */
export function StuckCards({ stuck }: { stuck: readonly Stuck[] }) {
  const { t } = useTranslation();
  return stuck.map((one, index) => (
    <Notice key={index} tone="bad">
      {t("capture.stuck", { company: inSentence(one.input.company, 60) || t("capture.unknownCompany") })}{" "}
      {failureText(one.failure, t)}{" "}
      <Button small onPress={() => void captureForm.takeBack(one)}>
        {t("capture.takeBack")}
      </Button>
    </Notice>
  ));
}
