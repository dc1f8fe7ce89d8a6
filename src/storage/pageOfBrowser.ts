/** This page among those that a browser has open; loaded anew it is another one. */
export const thisPage: string = crypto.randomUUID()

const lockOf = (id: string): string => `trichion page ${id}`
let held = false

/** From now on the other pages can tell that this one lives, until it is closed or crashes. */
export function tellAlive(): void {
  if (held) return
  held = true
  navigator.locks?.request(lockOf(thisPage), () => new Promise(() => {})).catch(() => (held = false))
}

/** Those of some pages that live and have told so. Without Web Locks none is known to. */
export async function alive(pages: readonly string[]): Promise<readonly string[]> {
  if (pages.length === 0 || !navigator.locks) return []
  try {
    const { held = [] } = await navigator.locks.query()
    const names = new Set(held.map(({ name }) => name))
    return pages.filter((id) => names.has(lockOf(id)))
  } catch {
    return []
  }
}
