import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { useHasCamera } from "../camera/useCamera";
import { usePaste } from "../camera/usePaste";
import { captureForm } from "../capture/form";
import { ActionButton, Button } from "../design/Button";
import { Notice, partStyles } from "../design/parts";
import { failed, useCall, type CardInput, type Failure, type ReadingView } from "../host";
import { failureText } from "../i18n/failure";
import { useAction } from "../keyboard/useAction";
import { inSentence } from "../text/safe";
import { CameraDialog } from "./CameraDialog";
import styles from "./photos.module.css";
import { Picture } from "./Picture";
import type { Taking } from "./useTaking";

interface Props {
  input: CardInput;
  taking: Taking;
  reading: ReadingView | undefined;
  /** The field that has the focus. */
  field: string;
  onStop: () => void;
  onAgain: () => void;
}

/** Where photos of business cards come in, and the one that the form is written from. */
export function PhotoPanel({ input, taking, reading, field, onStop, onAgain }: Props) {
  const { t } = useTranslation();
  return (
    <section className={styles.panel} aria-label={t("photo.title")}>
      <Place taking={taking} />
      {taking.refused.length > 0 ? (
        <Notice tone="bad">
          {taking.refused.map(({ name, failure }, at) => (
            <div key={at}>{t("photo.refused", { name: inSentence(name, 60), why: failureText(failure, t) })}</div>
          ))}
        </Notice>
      ) : null}
      {input.photo && input.card ? (
        <OfForm key={input.photo.hash} card={input.card} reading={reading} field={field} onStop={onStop} onAgain={onAgain} />
      ) : null}
    </section>
  );
}

function Place({ taking }: { taking: Taking }) {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  const [looking, setLooking] = useState(false);
  const camera = useHasCamera();
  useAction("capture.photo", () => chooser.current?.click());
  useAction("capture.camera", () => camera && setLooking(true));
  usePaste((files) => void taking.take(photosOf(files)));
  const said = taking.left > 0 ? t("photo.keeping", { count: taking.left }) : taking.drafts > 0 ? t("photo.keptDrafts", { count: taking.drafts }) : t("photo.orDropHere");
  return (
    <div className={styles.place}>
      <input
        ref={chooser}
        type="file"
        accept="image/jpeg,image/png"
        multiple
        hidden
        aria-hidden="true"
        data-testid="photos"
        onChange={(event) => {
          void taking.take([...(event.target.files ?? [])]);
          // The same file may be chosen again, after it was taken anew.
          event.target.value = "";
        }}
      />
      <ActionButton id="capture.photo" small />
      {camera ? <ActionButton id="capture.camera" small /> : null}
      <span className={`${partStyles.muted} ${styles.grow}`} role="status">
        {said}
      </span>
      {looking ? <CameraDialog onClose={() => setLooking(false)} onPhoto={(file) => void taking.take([file])} /> : null}
    </div>
  );
}

function OfForm({ card, reading, field, onStop, onAgain }: { card: string } & Pick<Props, "reading" | "field" | "onStop" | "onAgain">) {
  const { t } = useTranslation();
  const photo = useCall("photo", { card });
  const { part, failure: stays } = usePart();
  const failure = failed(photo) ?? stays;
  return (
    <>
      <div className={styles.frame}>
        {photo.data?.image ? <Picture image={photo.data.image} reading={reading} field={field} label={t("photo.ofCard")} /> : null}
      </div>
      {failure ? <Notice tone="bad">{failureText(failure, t)}</Notice> : null}
      <Progress reading={reading} onStop={onStop} onAgain={onAgain} onPart={() => void part()} />
    </>
  );
}

/** For a photo that shows another's card. */
function usePart() {
  const [failure, setFailure] = useState<Failure>();
  const part = async () => {
    const done = await captureForm.part();
    setFailure(done && !done.ok ? done.failure : undefined);
  };
  useAction("capture.part", () => void part());
  return { part, failure };
}

/** How far it is, in words: there is no telling how many lines a card has. */
function Progress({ reading, onStop, onAgain, onPart }: Pick<Props, "reading" | "onStop" | "onAgain"> & { onPart: () => void }) {
  const { t } = useTranslation();
  const state = reading?.state ?? "waiting";
  const goes = state === "waiting" || state === "reading";
  const said = state === "failed" ? failureText({ code: reading?.failed ?? "card_photo.halfway", args: {} }, t) : t(`photo.state.${state}`, { count: reading?.lines.length ?? 0 });
  return (
    <div className={styles.line}>
      <span role="status" className={`${styles.grow} ${state === "failed" ? partStyles.late : partStyles.muted}`}>
        {said}
        {state === "done" && reading && reading.codes > 0 ? ` ${t("photo.byCode")}` : ""}
      </span>
      {goes ? (
        <Button small onPress={onStop}>
          {t("photo.stop")}
        </Button>
      ) : null}
      {state === "failed" || state === "stopped" || state === "none" ? (
        <Button small onPress={onAgain}>
          {t("photo.again")}
        </Button>
      ) : null}
      <Button small look="quiet" onPress={onPart}>
        {t("photo.part")}
      </Button>
    </div>
  );
}

/** Of what was dropped or pasted: the photos, or whatever it is, so that it is said why it was not taken. */
export function photosOf(files: FileList | null | undefined): File[] {
  const all = [...(files ?? [])];
  const photos = all.filter((file) => file.type.startsWith("image/"));
  return photos.length > 0 ? photos : all;
}
