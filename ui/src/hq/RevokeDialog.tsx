import { useTranslation } from "react-i18next";

import { ReasonDialog } from "../design/ReasonDialog";
import { failed, useCommand, type DeviceRow, type PersonRow } from "../host";
import { inSentence } from "../text/safe";

export function RevokeDialog({ person, device, onClose }: { person: PersonRow; device: DeviceRow; onClose: () => void }) {
  const { t } = useTranslation();
  const revoke = useCommand("revoke");
  return (
    <ReasonDialog
      title={t("revoke.title", { device: inSentence(device.device, 60), name: inSentence(person.name, 40) })}
      explain={
        <>
          {device.this ? (
            <p>
              <strong>{t("revoke.own")}</strong>
            </p>
          ) : null}
          <p>{t("revoke.explain")}</p>
        </>
      }
      confirm={t("hq.revoke")}
      open
      required
      of={`revoke/${device.enrolment}`}
      danger
      pending={revoke.isPending}
      failure={failed(revoke)}
      onClose={onClose}
      onConfirm={(reason) => revoke.mutate({ enrolment: device.enrolment, reason }, { onSuccess: onClose })}
    />
  );
}
