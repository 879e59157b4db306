/** What is said of a field while it is typed. Pure. */
import type { TFunction } from "i18next";

import type { CardInput, CardReading } from "../host/generated";

export interface Note {
  note?: string;
  doubt?: boolean;
}

/** What is not understood can still be signed; it is said while it can still be corrected. */
export function phoneNote({ phone }: Pick<CardInput, "phone">, reading: CardReading | undefined, t: TFunction): Note {
  return phone.trim() === "" || !reading || reading.phone !== "" ? {} : { note: t("capture.phoneUnread"), doubt: true };
}

export function siteNote({ site }: Pick<CardInput, "site">, reading: CardReading | undefined, t: TFunction): Note {
  if (site.trim() === "" || !reading) return {};
  if (!reading.place) return { note: t("capture.siteUnread"), doubt: true };
  return { note: t(reading.place.inTerritory ? "capture.siteIn" : "capture.siteOut", { place: reading.place.name }) };
}
