import { useEffect } from "react";

/**
 * Runs something when the window, the page or the component goes away: what is half typed is kept then.
 * Hand it the same function as long as there is the same to keep.
 */
export function useOnLeaving(run: () => void): void {
  useEffect(() => {
    window.addEventListener("pagehide", run);
    document.addEventListener("visibilitychange", run);
    return () => {
      run();
      window.removeEventListener("pagehide", run);
      document.removeEventListener("visibilitychange", run);
    };
  }, [run]);
}
