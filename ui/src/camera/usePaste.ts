import { useEffect, useRef } from "react";

/** Whatever files are pasted while this is on the screen; what is typed into a field stays there. */
export function usePaste(take: (files: FileList | undefined) => unknown): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (!event.clipboardData || event.clipboardData.files.length === 0) return;
      event.preventDefault();
      void latest.current(event.clipboardData.files);
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, []);
}
