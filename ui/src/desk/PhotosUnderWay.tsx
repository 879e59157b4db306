import { useTranslation } from "react-i18next";

import { Notice } from "../design/parts";

/** Photos that follow what was handed in: the cards are safe, and nobody need close a laptop on their pictures. */
export function PhotosUnderWay({ left }: { left: number | undefined }) {
  const { t } = useTranslation();
  return <div aria-live="polite">{left ? <Notice>{t("lan.photosLeft", { photos: t("counted.photos", { count: left }) })}</Notice> : null}</div>;
}
