/** Changes whenever the same design would give other dots; snapshots carry it. */
export const ENGINE_VERSION = '9'
