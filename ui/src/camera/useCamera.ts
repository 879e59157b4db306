/** This laptop's camera, while something on the screen wants it. */
import { useEffect, useRef, useState, type RefObject } from "react";

import { base64, type FrameInput } from "../host";
import { grey, square } from "./grey";

/** `none`: no camera here, or no way to one; `denied`: the system or its person said no; `busy`: it does not open. */
export type CameraState = "asking" | "on" | "none" | "denied" | "busy";

/** What a code needs; more only takes longer. */
const SIDE_MAX = 960;

export interface Camera {
  state: CameraState;
  video: RefObject<HTMLVideoElement | null>;
  /** The square in the middle of what it sees now. */
  frame: () => FrameInput | null;
}

export function useCamera(): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<CameraState>("asking");
  useEffect(() => {
    let gone = false;
    let stream: MediaStream | undefined;
    const stop = () => stream?.getTracks().forEach((track) => track.stop());
    const begin = async () => {
      stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { width: { ideal: 1920 }, height: { ideal: 1080 } } });
      if (gone || !video.current) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      if (!gone) setState("on");
    };
    begin().catch((error: unknown) => {
      stop();
      if (!gone) setState(why(error));
    });
    return () => {
      gone = true;
      stop();
    };
  }, []);
  const frame = () => {
    const from = video.current;
    if (!from || from.videoWidth === 0) return null;
    canvas.current ??= document.createElement("canvas");
    const { left, top, side, drawn } = square(from.videoWidth, from.videoHeight, SIDE_MAX);
    [canvas.current.width, canvas.current.height] = [drawn, drawn];
    const paper = canvas.current.getContext("2d", { willReadFrequently: true });
    if (!paper) return null;
    paper.drawImage(from, left, top, side, side, 0, 0, drawn, drawn);
    const pixels = grey(paper.getImageData(0, 0, drawn, drawn).data);
    return { width: drawn, height: drawn, grey: base64(pixels) };
  };
  return { state, video, frame };
}

/** A host without cameras has no `mediaDevices` at all, and throws something else. */
function why(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "none";
}

/** Whether there seems to be a camera: not every webview tells, and then none is offered. */
export function useHasCamera(): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    let gone = false;
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    const look = async () => {
      const found = (await devices?.enumerateDevices()) ?? [];
      if (!gone) setHas(found.some((device) => device.kind === "videoinput"));
    };
    // A system that does not say has none to offer.
    look().catch(() => undefined);
    return () => {
      gone = true;
    };
  }, []);
  return has;
}
