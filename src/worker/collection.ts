/** More than browsers let pile up before they look for what nobody holds. */
const PILE = 24
const PILED_BYTES = 16_000_000

/**
 * To be called after large arrays were let go of. A worker that has nothing to do collects nothing: they stay in the device's
 * memory until it makes others. Those that are made here are never written to, so they take no memory themselves.
 */
export function askForCollection(): void {
  const pile: ArrayBuffer[] = []
  try {
    while (pile.length < PILE) pile.push(new ArrayBuffer(PILED_BYTES))
  } catch {
    // Where there is no room for them the browser has looked already.
  }
}
