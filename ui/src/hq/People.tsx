import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { Badge, FailureNotice, Panel, partStyles } from "../design/parts";
import { failed, useCommand, type DeviceRow, type PersonRow } from "../host";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { CodeDialog } from "./CodeDialog";
import { RemainsDialog } from "./RemainsDialog";
import { Outstanding } from "./Outstanding";
import { RevokeDialog } from "./RevokeDialog";

/** People and their laptops: enrolment codes, revocation. */
export function People({ people }: { people: readonly PersonRow[] }) {
  const { t, i18n } = useTranslation();
  // As names are sorted in the language of the window; the book's order is that of ids, which nobody sees.
  const sorted = useMemo(() => {
    const order = new Intl.Collator(i18n.language);
    return [...people].sort((one, other) => order.compare(one.name, other.name));
  }, [people, i18n.language]);
  const code = useCommand("enrolment_code");
  const [revoking, setRevoking] = useState<{ person: PersonRow; device: DeviceRow }>();
  const [asking, setAsking] = useState<{ person: PersonRow; device: DeviceRow }>();
  return (
    <div className={styles.scroll}>
      <Outstanding />
      <Panel title={t("hq.tab.people")}>
        <FailureNotice failure={failed(code)} />
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t("evening.person")}</th>
              <th>{t("hq.roles")}</th>
              <th>{t("evening.territory")}</th>
              <th>{t("hq.devices")}</th>
              <th>
                <span className={partStyles.hidden}>{t("hq.makeCode")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((person) => (
              <tr key={person.id}>
                <td className={partStyles.strong}>
                  <Said text={person.name} max={40} />
                </td>
                <td>{person.roles.map((role) => t(`role.${role}`, { defaultValue: role })).join(" · ")}</td>
                <td>
                  <Said text={person.territory} max={40} />
                </td>
                <td>
                  <Devices person={person} onRevoke={(device) => setRevoking({ person, device })} onAsk={(device) => setAsking({ person, device })} />
                </td>
                <td>
                  <Button
                    small
                    aria-label={t("hq.makeCodeFor", { name: inSentence(person.name, 40) })}
                    isPending={code.isPending}
                    onPress={() => code.mutate({ person: person.id })}
                  >
                    {t("hq.makeCode")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
      {code.data ? <CodeDialog code={code.data} onClose={code.reset} /> : null}
      {asking ? <RemainsDialog {...asking} onClose={() => setAsking(undefined)} /> : null}
      {revoking ? <RevokeDialog {...revoking} onClose={() => setRevoking(undefined)} /> : null}
    </div>
  );
}

function Devices({ person, onRevoke, onAsk }: { person: PersonRow; onRevoke: (device: DeviceRow) => void; onAsk: (device: DeviceRow) => void }) {
  const { t } = useTranslation();
  if (person.devices.length === 0) return <span className={partStyles.muted}>{t("hq.noDevice")}</span>;
  return (
    <ul className={partStyles.stack}>
      {person.devices.map((device) => (
        <li key={device.enrolment} className={partStyles.line}>
          <Said text={device.device} max={60} />
          <span className={`${partStyles.muted} ${partStyles.small}`}>{device.enrolment.slice(0, 8)}</span>
          {device.this ? <Badge tone="accent">{t("hq.thisDevice")}</Badge> : null}
          {device.revoked ? (
            <>
              <Badge tone="bad">{t("hq.revoked")}</Badge>
              <Button small onPress={() => onAsk(device)}>
                {t("remains.ask")}
              </Button>
            </>
          ) : (
            <Button small look="danger" onPress={() => onRevoke(device)}>
              {t("hq.revoke")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
