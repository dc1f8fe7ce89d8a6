import type { Steps } from '../geometry/steps.ts'
import type { Surface } from '../geometry/surface.ts'
import { toldBy } from './coreColour.ts'
import { kept, usualOf, type InkSpots } from './inkSpots.ts'
import type { SkinLight } from './skinLight.ts'

/**
 * Least peak of a dot in front of the line over the usual one of the ink, where it has the ink's own colour, and how much
 * more it takes for each unit of colour that it is browner by: freckles and pores hold more blue than red, over the mean of
 * red and green. By the sample: of its drawn dots 94 % count, of its pores and freckles 1 in 50; where the file has lost
 * the colour of single dots, 1 in 4.
 */
const LEAST_PEAK = 0.4
const MORE_WHEN_BROWN = 0.5
/** Dots of the area that tell the colour of its ink, spread evenly. */
const MOST_DOTS = 1500
/** Dots between two turns. */
const SLICE = 256

interface Places {
  readonly isInArea: (x: number, y: number) => boolean
  readonly isInFront: (x: number, y: number) => boolean
}

/** The spots without those in front of the line that are skin's own: behind it there is ink, in front there may be none. */
export function* withoutMarksInFront(
  light: SkinLight,
  spots: InkSpots,
  { isInArea, isInFront }: Places,
  surface: Surface,
): Steps<InkSpots> {
  const all = Array.from({ length: spots.count }, (_, i) => i)
  const inArea = all.filter((i) => isInArea(spots.x[i]!, spots.y[i]!))
  const usual = usualOf(inArea.map((i) => spots.peak[i]!))
  const every = Math.max(1, Math.ceil(inArea.length / MOST_DOTS))
  const browns: number[] = []
  for (let n = 0; n < inArea.length; n += every) {
    if (n % (SLICE * every) === 0) yield (0.8 * n) / inArea.length
    browns.push(brownness(light, spots, inArea[n]!, surface))
  }
  const inkBrown = browns.toSorted((a, b) => a - b)[browns.length >> 1] ?? 0
  yield 0.8
  const areas = new Set(inArea)
  const isInk = (i: number) => {
    if (areas.has(i) || !isInFront(spots.x[i]!, spots.y[i]!)) return true
    const browner = brownness(light, spots, i, surface) - inkBrown
    return spots.peak[i]! >= (LEAST_PEAK + MORE_WHEN_BROWN * browner) * usual
  }
  return kept(spots, all.filter(isInk))
}

/** Blue less red that a spot takes, over the mean of red and green. */
function brownness(light: SkinLight, spots: InkSpots, i: number, surface: Surface): number {
  const told = toldBy(light, spots, i, surface)
  if (!told) return 0
  const [red, green, blue] = told
  return Math.min(2, Math.max(-2, (2 * (blue - red)) / Math.max(1e-9, red + green)))
}
