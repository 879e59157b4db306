import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, partStyles } from "../design/parts";
import { useDrop } from "../design/useDrop";
import { failureOf, fileData, type Failure } from "../host";
import styles from "./camera.module.css";
import { usePaste } from "./usePaste";

/** A photo by file, by drop or by paste: where there is no camera, and wherever somebody prefers it. `onPhoto` gets it in base64. */
export function PhotoPlace({ busy, onPhoto }: { busy: boolean; onPhoto: (photo: string) => void }) {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState<Failure>();
  const take = async (files: FileList | null | undefined) => {
    const photo = [...(files ?? [])].find((file) => file.type.startsWith("image/")) ?? files?.[0];
    if (!photo || busy) return;
    setFailure(undefined);
    await fileData(photo).then(onPhoto, (thrown) => setFailure(failureOf(thrown)));
  };
  usePaste(take);
  const place = useDrop(take);
  return (
    <div className={styles.place} {...place}>
      <input
        ref={chooser}
        type="file"
        accept="image/jpeg,image/png"
        hidden
        aria-hidden="true"
        onChange={(event) => {
          void take(event.target.files);
          // The same file may be chosen again, after it was taken anew.
          event.target.value = "";
        }}
      />
      <Button onPress={() => chooser.current?.click()} isPending={busy}>
        {t("photo.choose")}
      </Button>
      <span className={partStyles.muted}>{t("photo.orDrop")}</span>
      <FailureNotice failure={failure} />
    </div>
  );
}
