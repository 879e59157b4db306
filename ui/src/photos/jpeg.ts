/** What the host has made of a photo, for the screen. */
export const jpeg = (base64: string): string => `data:image/jpeg;base64,${base64}`;
