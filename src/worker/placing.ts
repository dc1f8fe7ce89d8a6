import { rasterArea } from '../core/design/area.ts'
import { surfaceOf } from '../core/design/calibration.ts'
import { areaMasks, type Design } from '../core/design/design.ts'
import { densityFieldOf } from '../core/fill/densityField.ts'
import { hash } from '../core/sampling/random.ts'
import { placeDotsInSteps, type Dots } from '../core/sampling/placeDots.ts'
import type { PointSet } from '../core/sampling/rankedSet.ts'
import type { TiledMask } from '../core/pixels/tiledMask.ts'
import type { Turn } from './turns.ts'

/** The dots of a design over all sittings, and its area in the photo plane. */
export interface Placed {
  readonly dots: Dots
  readonly areaCm2: number
}

/** Two designs beside each other, the one being edited, and the one before. */
const KEPT = 4

/** Places dots and remembers the last few designs' dots, so that a change of ink alone only redraws. */
export function placer() {
  const known = new Map<string, Placed>()
  return async (design: Design, pointSet: PointSet, turn: Turn): Promise<Placed | null> => {
    const key = placingKey(design)
    const before = known.get(key)
    if (before) {
      known.delete(key)
      known.set(key, before)
      return before
    }
    const surface = surfaceOf(design)
    const field = densityFieldOf(design, surface)
    const steps = placeDotsInSteps(field, { seed: design.fill.seed, surface, pointSet })
    for (;;) {
      if (!(await turn())) return null
      const step = steps.next()
      if (!step.done) continue
      const placed = { dots: step.value, areaCm2: areaCm2Of(design) }
      known.set(key, placed)
      const oldest = known.keys().next().value
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest)
      return placed
    }
  }
}

/** Samples along the photo's longer side when the area is measured: antialiased, so a thousand are plenty. */
const AREA_SAMPLES = 1000

export function areaCm2Of(design: Design): number {
  const { photo } = design
  const step = Math.max(1, Math.ceil(Math.max(photo.width, photo.height) / AREA_SAMPLES))
  const { coverage, x0, y0, width, height } = rasterArea(design, step)
  let covered = 0
  for (const c of coverage) covered += c
  const centre = { x: x0 + ((width - 1) * step) / 2, y: y0 + ((height - 1) * step) / 2 }
  const mm = surfaceOf(design).mmPerPxAt(centre) * step
  return ((covered / 255) * mm * mm) / 100
}

/** Everything that decides where dots lie; identity does not survive the way into a worker, so masks go by their bytes. */
export function placingKey(design: Design): string {
  const { photo, marks, hairline, area, fill } = design
  const mmPerPx = surfaceOf(design).mmPerPxAt(marks.glabella)
  return JSON.stringify([
    photo.hash,
    mmPerPx,
    { ...marks, checked: null },
    { ...hairline, style: null },
    area.proposed,
    area.role,
    area.presentPerCm2,
    ...areaMasks.map((name) => maskKey(area[name])),
    fill.densityPerCm2,
    fill.seed,
  ])
}

/** Two independent 32-bit hashes over every byte, in order of the tiles. */
function maskKey(mask: TiledMask): string {
  let a = 1
  let b = 2
  for (const key of [...mask.tiles.keys()].toSorted((x, y) => x - y)) {
    const tile = mask.tiles.get(key)!
    a = hash(a, key)
    b = hash(b, key)
    const words = tile.byteOffset % 4 === 0 && tile.length % 4 === 0 ? wordsOf(tile) : tile
    for (let i = 0; i < words.length; i++) {
      a = Math.imul(a ^ words[i]!, 0x01000193)
      b = Math.imul((b << 5) ^ (b >>> 27) ^ words[i]!, 0x85ebca6b)
    }
  }
  return `${a >>> 0}.${b >>> 0}`
}

const wordsOf = (bytes: Uint8Array): Uint32Array => new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
