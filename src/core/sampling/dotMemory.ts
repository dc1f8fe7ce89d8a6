/** Places for the dots of a head: ids beyond share them. */
export const MOST_PLACES = 1 << 18
const FEWEST_PLACES = 1 << 14

/** How many places are kept for ids up to this one. */
export function placesFor(id: number): number {
  let places = FEWEST_PLACES
  while (places <= id && places < MOST_PLACES) places *= 2
  return places
}

/** A dot's place as two floats, then its number: side by side, for the memory is slower than most reckonings. */
const FLOATS = 4

/**
 * Remembers a number of each dot's place: the same dots are asked for again and again. A dot keeps it by its id; where
 * another one lies, or the same one elsewhere, it is reckoned anew.
 */
export function dotMemory(reckon: (x: number, y: number) => number): (id: number, x: number, y: number) => number {
  let mask = -1
  let at = new Float32Array(0)
  let numbers = new Float64Array(0)
  return (id, x, y) => {
    if (id > mask && mask + 1 < MOST_PLACES) {
      const places = placesFor(id)
      mask = places - 1
      // Of no place yet.
      at = new Float32Array(places * FLOATS).fill(NaN)
      numbers = new Float64Array(at.buffer)
    }
    const place = id & mask
    const from = place * FLOATS
    if (at[from] !== x || at[from + 1] !== y) {
      numbers[place * 2 + 1] = reckon(x, y)
      at[from] = x
      at[from + 1] = y
    }
    return numbers[place * 2 + 1]!
  }
}
