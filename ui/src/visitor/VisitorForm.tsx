import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, Key } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { Choices } from "../design/Field";
import { Badge, FailureNotice, Notice, partStyles } from "../design/parts";
import { QrCode } from "../design/QrCode";
import { call, failed, failureOf, useCall, type Failure, type VisitorFormView } from "../host";
import { time } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { keyOf, useAction } from "../keyboard/useAction";
import { inSentence } from "../text/safe";
import styles from "./visitor.module.css";

/** The code changes every few minutes, and a network may come or go. */
const LOOK_EVERY_MS = 3000;
/** Pixels for the code: large enough for a phone held over a counter. */
const ROOM = 444;

/** Shows visitors a code with which their own phone opens the form, and says how many have come. */
export function VisitorForm() {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const [refused, setRefused] = useState<Failure>();
  const view = useCall("visitor_form", null, shown ? { refetchMs: LOOK_EVERY_MS } : {});
  const open = () => {
    setShown(true);
    setRefused(undefined);
    void call("visitor_form_open", null).catch((thrown: unknown) => setRefused(failureOf(thrown)));
  };
  const close = () => {
    setShown(false);
    void call("visitor_form_close", null).catch(() => undefined);
  };
  useAction("capture.visitors", open);
  const isOpen = view.data?.state === "open" || view.data?.state === "noNetwork";
  return (
    <>
      <span className={styles.button}>
        <Button onPress={open}>
          {t("visitor.open")} {isOpen ? <Badge tone="good">{t("visitor.openNow", { count: view.data?.arrived ?? 0 })}</Badge> : null} <Key of={keyOf("capture.visitors")} />
        </Button>
      </span>
      {shown ? (
        <Dialog title={t("visitor.title")} open wide onClose={() => setShown(false)}>
          {view.data ? <Shown view={view.data} /> : null}
          <FailureNotice failure={refused?.code === "visitor.closed" ? failed(view) : (refused ?? failed(view))} />
          <DialogButtons>
            {isOpen ? <Button onPress={close}>{t("visitor.close")}</Button> : null}
            <Button look="primary" onPress={() => setShown(false)} autoFocus>
              {t(isOpen ? "visitor.hide" : "common.close")}
            </Button>
          </DialogButtons>
        </Dialog>
      ) : null}
    </>
  );
}

function Shown({ view }: { view: VisitorFormView }) {
  const { t } = useTranslation();
  const words = useWords();
  const [chosen, setChosen] = useState("");
  const address = view.addresses.find(({ network }) => network === chosen) ?? view.addresses[0];
  if (view.state === "noFair") return <Notice tone="warn">{t("visitor.noFair")}</Notice>;
  if (view.state === "closed") return <Notice>{t("visitor.opening")}</Notice>;
  const counts = <Notice tone={view.arrived > 0 ? "good" : "plain"}>{t("visitor.counts", { phones: view.opened, forms: view.arrived })}</Notice>;
  const flooded = view.flooded ? <Notice tone="warn">{t("visitor.flooded")}</Notice> : null;
  if (view.state === "noNetwork" || !address) {
    return (
      <div className={partStyles.stack}>
        <Notice tone="warn">{t("visitor.noNetwork")}</Notice>
        <Hotspot />
        {counts}
      </div>
    );
  }
  return (
    <div className={styles.shown}>
      <div className={partStyles.stack}>
        <QrCode rows={address.rows} room={ROOM} label={t("visitor.code")} />
        {view.addresses.length > 1 ? (
          <Choices
            label={t("visitor.network")}
            value={address.network}
            choices={view.addresses.map(({ network }) => ({ value: network, label: network }))}
            onChange={setChosen}
          />
        ) : null}
      </div>
      <div className={partStyles.stack}>
        <p>{t("visitor.explain", { fair: inSentence(view.fair, 60) })}</p>
        <p className={partStyles.muted}>{t("visitor.type")}</p>
        <p className={styles.address}>
          <Address text={address.text} />
        </p>
        {counts}
        {flooded}
        {view.opened === 0 ? <Hotspot /> : null}
        <p className={partStyles.muted}>{t("visitor.until", { time: time(view.untilMs, words) })}</p>
      </div>
    </div>
  );
}

/** What to do where no network joins phone and laptop. */
function Hotspot() {
  const { t } = useTranslation();
  return (
    <div className={partStyles.stack}>
      <p>{t("visitor.hotspot")}</p>
      <ul className={styles.systems}>
        <li>{t("visitor.windows")}</li>
        <li>{t("visitor.mac")}</li>
        <li>{t("visitor.linux")}</li>
      </ul>
    </div>
  );
}

/** An address to be typed from the screen: a line that is too short for it ends before the code, never inside it. */
function Address({ text }: { text: string }) {
  const code = text.lastIndexOf("/");
  return (
    <>
      {text.slice(0, code)}
      <wbr />
      {text.slice(code)}
    </>
  );
}
