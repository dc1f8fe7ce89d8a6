/** Arrays for so many dots, to be filled: all zero. */
export const emptyDots = (count: number) => ({
  count,
  id: new Uint32Array(count),
  x: new Float32Array(count),
  y: new Float32Array(count),
  rank: new Float32Array(count),
  sitting: new Uint8Array(count),
  diameterMm: new Float32Array(count),
  strength: new Float32Array(count),
})
