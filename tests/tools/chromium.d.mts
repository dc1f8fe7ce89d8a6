/** Switches for a quiet, reproducible Chromium: no sandbox (it fails as root), no GPU, no traffic of its own. */
export const chromiumArgs: string[]
/** Path of a Chromium that is on this machine, or null. */
export function findChromium(): string | null
/** As findChromium, but installs one where none is found. Throws with what was tried. */
export function needChromium(): string
