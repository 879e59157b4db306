import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import styles from "../camera/camera.module.css";
import { PhotoPlace } from "../camera/PhotoPlace";
import { useCamera, type Camera } from "../camera/useCamera";
import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { FailureNotice, Notice, partStyles } from "../design/parts";
import { QrCode } from "../design/QrCode";
import { call, failed, failureOf, useCall, type Failure, type VouchCodeView } from "../host";
import { inSentence } from "../text/safe";
import day from "./day.module.css";

/** The code carries this laptop's clock: it is drawn anew before that is old. */
const DRAW_EVERY_MS = 4000;
/** Pixels for the code: what a window of 768 leaves beside the words. */
const ROOM = 440;
/** Between two looks through the camera. */
const LOOK_EVERY_MS = 200;
/** How long a refusal stands after the code that was refused has gone from sight. */
const REFUSED_MS = 5000;

/** Where no network joins two laptops: each shows a code to the other's camera, or to somebody's phone. */
export function VouchByCode() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    void call("vouch_code_end", null);
  };
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t("byCode.open")}</Button>
      {open ? (
        <Dialog title={t("byCode.title")} open wide onClose={close}>
          <Talk onClose={close} />
        </Dialog>
      ) : null}
    </>
  );
}

function Talk({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [begun, setBegun] = useState(false);
  const shown = useCall("vouch_code", null, { enabled: begun, refetchMs: DRAW_EVERY_MS });
  const latest = useRef(shown.refetch);
  useEffect(() => {
    // What is known of the last talk is not shown again.
    void call("vouch_code_begin", null)
      .then(() => latest.current())
      .finally(() => setBegun(true));
  }, []);
  const reading = useReading(() => void shown.refetch());
  const camera = useCamera();
  useLooking(camera, reading.frame);
  const view = begun ? shown.data : undefined;
  return (
    <>
      <p className={partStyles.muted}>{t("byCode.explain")}</p>
      <div className={day.talk}>
        <section className={partStyles.stack} aria-label={t("byCode.mine")}>
          <h3>{t("byCode.mine")}</h3>
          {view ? <QrCode rows={view.rows} room={ROOM} label={t("byCode.mine")} /> : null}
        </section>
        <section className={partStyles.stack} aria-label={t("byCode.theirs")}>
          <h3>{t("byCode.theirs")}</h3>
          <video ref={camera.video} className={styles.video} hidden={camera.state !== "on"} muted playsInline aria-label={t("byCode.seen")} />
          {camera.state === "on" ? null : <Notice tone={camera.state === "asking" ? "plain" : "warn"}>{t(`camera.${camera.state}`)}</Notice>}
          <PhotoPlace busy={reading.busy} onPhoto={reading.photo} />
        </section>
      </div>
      {view ? <Stand view={view} /> : null}
      <FailureNotice failure={reading.refused ?? failed(shown)} />
      <DialogButtons>
        <Button look="primary" onPress={onClose} autoFocus>
          {t("common.close")}
        </Button>
      </DialogButtons>
    </>
  );
}

/** What has happened and what to do now, in one place that is read aloud. */
function Stand({ view }: { view: VouchCodeView }) {
  const { t } = useTranslation();
  const name = inSentence(view.other, 40);
  if (view.strange) return <Notice>{t("byCode.strange")}</Notice>;
  if (view.other === "") return <Notice>{t(view.signed ? "byCode.waiting" : "byCode.waitingUnsigned")}</Notice>;
  const mine = view.got || !view.signed;
  const theirs = view.has || !(view.asks || view.gave);
  const said = [
    view.got ? t("byCode.got", { name }) : view.gave ? "" : t("byCode.read", { name }),
    view.gave ? t(view.has ? "byCode.gave" : "byCode.gaveWaiting", { name }) : "",
    mine && theirs ? t("byCode.done") : "",
  ];
  return <Notice tone={view.got || view.has ? "good" : "plain"}>{said.filter(Boolean).join(t("byCode.joint"))}</Notice>;
}

/** Reading codes: what the camera sees, and photos. `onRead` hears of everything that was understood. */
function useReading(onRead: () => void) {
  const [refused, setRefused] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const last = useRef({ stand: "", refusedMs: 0 });
  const understood = (view: VouchCodeView) => {
    const stand = JSON.stringify({ ...view, rows: 0 });
    if (stand === last.current.stand && Date.now() - last.current.refusedMs < REFUSED_MS) return;
    setRefused(undefined);
    if (stand !== last.current.stand) onRead();
    last.current.stand = stand;
  };
  const refuse = (thrown: unknown) => {
    last.current.refusedMs = Date.now();
    setRefused(failureOf(thrown));
  };
  const frame = async (input: Parameters<typeof call<"vouch_code_frame">>[1]) => {
    await call("vouch_code_frame", input).then(understood, refuse);
  };
  const photo = (photo: string) => {
    setBusy(true);
    last.current.refusedMs = 0;
    void call("vouch_code_photo", { photo })
      .then(understood, refuse)
      .finally(() => setBusy(false));
  };
  return { refused, busy, frame, photo };
}

/** Looks through the camera again and again, one look at a time. */
function useLooking(camera: Camera, look: (frame: NonNullable<ReturnType<Camera["frame"]>>) => Promise<void>): void {
  const latest = useRef({ camera, look });
  latest.current = { camera, look };
  const on = camera.state === "on";
  useEffect(() => {
    if (!on) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const again = async () => {
      const frame = latest.current.camera.frame();
      if (frame) await latest.current.look(frame);
      if (!gone) timer = setTimeout(() => void again(), LOOK_EVERY_MS);
    };
    void again();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [on]);
}
