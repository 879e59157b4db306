import { useEffect, useState } from "react";

import { failed, useCommand, type Failure, type ReportInput } from "../host";

export interface Printing {
  /** By which the pages are known again; empty before they were printed. */
  mark: string;
  print: () => void;
  pending: boolean;
  failure: Failure | undefined;
}

/** Prints what is on the screen, once the records know it and its mark is on the page (SEC-06). */
export function usePrint(input: ReportInput): Printing {
  const command = useCommand("report_print");
  const [mark, setMark] = useState("");
  useEffect(() => {
    if (mark) window.print();
  }, [mark]);
  const print = () => command.mutate(input, { onSuccess: (printed) => setMark(printed.mark) });
  return { mark, print, pending: command.isPending, failure: failed(command) };
}
