import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { PhotosUnderWay } from "../desk/PhotosUnderWay";
import { SixWords } from "../desk/SixWords";
import { Taken } from "../desk/Taken";
import { Check } from "../design/Field";
import { FailureNotice, Panel, Working, partStyles } from "../design/parts";
import { failed, useCall, useCommand } from "../host";
import { safeText } from "../text/safe";

const LAN_EVERY_MS = 2000;

/** Opens this laptop for hand-ins from the LAN, and shows the address to type on the others. */
export function Listening() {
  const { t } = useTranslation();
  const lan = useCall("lan", null, { refetchMs: LAN_EVERY_MS });
  const listen = useCommand("lan_listen");
  const confirm = useCommand("lan_confirm");
  const on = (lan.data?.addresses.length ?? 0) > 0;
  return (
    <Panel title={t("lan.title")}>
      <div className={partStyles.line}>
        <Check label={t("lan.listen")} checked={on} onChange={(next) => listen.mutate({ on: next })} />
        <Working on={listen.isPending} />
      </div>
      <FailureNotice failure={failed(listen) ?? failed(lan)} />
      {on ? (
        <div className={partStyles.stack}>
          <p className={partStyles.muted}>{t("lan.typeThis")}</p>
          <ul>
            {lan.data?.addresses.map((address) => (
              <li key={address} className={styles.address}>
                {safeText(address)}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {lan.data?.waiting.map((peer) => (
        <div key={peer.id} className={styles.case}>
          <SixWords peer={peer} pending={confirm.isPending} onAnswer={(same) => confirm.mutate({ id: peer.id, same })} />
        </div>
      ))}
      <FailureNotice failure={failed(confirm)} />
      <PhotosUnderWay left={lan.data?.photosLeft} />
      {lan.data?.recent.map((taken, index) => <Taken key={index} taken={taken} />)}
    </Panel>
  );
}
