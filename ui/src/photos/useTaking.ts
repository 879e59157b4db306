/** Photos on their way from the screen to the disk: one after the other, each said only once it is kept. */
import { useRef, useState } from "react";

import { emptyCard } from "../capture/card";
import { captureForm } from "../capture/form";
import { call, failureOf, fileData, type Failure } from "../host";

/** As much as the host takes: a longer file is not even read. */
const FILE_BYTES_MAX = 24 * 1024 * 1024;

export interface Taking {
  /** Photos that are not kept yet. */
  left: number;
  /** How many of the last ones became drafts of their own. */
  drafts: number;
  /** Those that were not kept, with their files' names. */
  refused: readonly { name: string; failure: Failure }[];
  take: (files: readonly File[]) => Promise<void>;
}

/**
 * A single photo belongs to the form, unless that has one already. Several at once, and whatever comes while one
 * is looked at, become drafts of their own, so that a pile of cards is photographed first and typed later.
 */
export function useTaking(): Taking {
  const [state, setState] = useState<Omit<Taking, "take">>({ left: 0, drafts: 0, refused: [] });
  const queue = useRef<Promise<void>>(Promise.resolve());
  const one = async (file: File, alone: boolean) => {
    let drafted = 0;
    let refused: Taking["refused"] = [];
    try {
      if (file.size > FILE_BYTES_MAX) throw { code: "picture.too_large", args: {} };
      const data = await fileData(file);
      const { input } = captureForm.get();
      if (alone && !input.photo) await captureForm.photograph(data);
      else {
        await call("photo_keep", { data, input: emptyCard(input.fair, "business_card"), inForm: false });
        drafted = 1;
      }
    } catch (thrown) {
      refused = [{ name: file.name, failure: failureOf(thrown) }];
    }
    setState((now) => ({ left: now.left - 1, drafts: now.drafts + drafted, refused: [...now.refused, ...refused] }));
  };
  const take = (files: readonly File[]) => {
    if (files.length === 0) return Promise.resolve();
    setState((now) => (now.left > 0 ? { ...now, left: now.left + files.length } : { left: files.length, drafts: 0, refused: [] }));
    const alone = files.length === 1;
    const done = files.reduce<Promise<void>>((before, file) => before.then(() => one(file, alone)), queue.current);
    queue.current = done;
    return done;
  };
  return { ...state, take };
}
