/**
 * Whether the window is on a wall before everybody: what is written large then holds nothing that those who
 * are there may not see (P35). Parts that show a contact, a phone or a note ask here.
 */
import { createContext, useContext, useEffect } from "react";

export const ProjectedContext = createContext(false);

export function useProjected(): boolean {
  return useContext(ProjectedContext);
}

/** Makes the whole window large and plain for as long as it is asked for. */
export function useWall(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    document.documentElement.dataset.projected = "";
    return () => {
      delete document.documentElement.dataset.projected;
    };
  }, [on]);
}
