import { useTranslation } from "react-i18next";

import { useCamera } from "../camera/useCamera";
import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { Notice } from "../design/parts";
import styles from "./photos.module.css";

const QUALITY = 0.95;

/** This laptop's camera, for a card held before it. It stays open for the next card. */
export function CameraDialog({ onClose, onPhoto }: { onClose: () => void; onPhoto: (photo: File) => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("photo.camera")} open wide onClose={onClose}>
      <Finder onClose={onClose} onPhoto={onPhoto} />
    </Dialog>
  );
}

function Finder({ onClose, onPhoto }: { onClose: () => void; onPhoto: (photo: File) => void }) {
  const { t } = useTranslation();
  const { state, video } = useCamera();
  const shoot = () => {
    const from = video.current;
    if (!from || from.videoWidth === 0) return;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [from.videoWidth, from.videoHeight];
    canvas.getContext("2d")?.drawImage(from, 0, 0);
    canvas.toBlob((blob) => blob && onPhoto(new File([blob], t("photo.fromCamera"), { type: blob.type })), "image/jpeg", QUALITY);
    onClose();
  };
  return (
    <>
      <video ref={video} className={styles.video} hidden={state !== "on"} muted playsInline aria-label={t("photo.camera")} />
      {state === "on" ? null : <Notice tone={state === "asking" ? "plain" : "warn"}>{t(`photo.cameraState.${state}`)}</Notice>}
      <DialogButtons>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button look="primary" autoFocus isDisabled={state !== "on"} onPress={shoot}>
          {t("photo.shoot")}
        </Button>
      </DialogButtons>
    </>
  );
}
