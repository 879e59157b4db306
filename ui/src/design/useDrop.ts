import { useState, type DragEvent } from "react";

/** A place onto which files are dropped: what it listens to, and whether something hovers over it. */
export function useDrop(take: (files: FileList) => unknown) {
  const [over, setOver] = useState(false);
  const hover = (on: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(on);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files);
  };
  return { "data-over": over, onDrop, onDragOver: hover(true), onDragLeave: hover(false) };
}
