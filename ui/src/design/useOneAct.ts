import { useEffect, useRef } from "react";

import { isUnclaimed, toHeading } from "./focus";

/**
 * For what can be done once, and goes when it is done: the focus then goes to the screen's heading, under which
 * stands what has changed, and not to whatever field of something else stood beside. The answer is called as it
 * is asked for; what is refused stays, and keeps the focus.
 */
export function useOneAct(): () => void {
  const done = useRef(false);
  useEffect(
    () => () => {
      if (done.current && isUnclaimed()) toHeading(document.querySelector("main"));
    },
    [],
  );
  return () => {
    done.current = true;
  };
}
