import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { FailureNotice, Working } from "../design/parts";
import { failed, useCall, type DeviceRow, type PersonRow } from "../host";
import { Remains } from "../sync/Remains";
import { inSentence } from "../text/safe";

/** What the server has of a laptop that was revoked. Headquarters sees what its person sees on the new one. */
export function RemainsDialog({ person, device, onClose }: { person: Pick<PersonRow, "name">; device: Pick<DeviceRow, "enrolment" | "device">; onClose: () => void }) {
  const { t } = useTranslation();
  const remains = useCall("remains", { enrolment: device.enrolment });
  return (
    <Dialog title={t("remains.titleOf", { device: inSentence(device.device, 60), name: inSentence(person.name, 40) })} open onClose={onClose}>
      <Working on={remains.isPending} />
      <FailureNotice failure={failed(remains)} />
      {remains.data ? <Remains view={remains.data} /> : null}
      <DialogButtons>
        <Button autoFocus onPress={onClose}>{t("common.close")}</Button>
      </DialogButtons>
    </Dialog>
  );
}
