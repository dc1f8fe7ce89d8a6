/** x, y interleaved in order of rank, units of 1/65536 of the torus' side. */
export function buildRankedSet(o?: { count?: number; seed?: number }): Uint16Array<ArrayBuffer>
