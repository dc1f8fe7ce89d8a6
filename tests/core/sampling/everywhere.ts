import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import type { AreaRole, Design } from '../../../src/core/design/design.ts'
import { densityFieldOf } from '../../../src/core/fill/densityField.ts'
import { dotWeights } from '../../../src/core/fill/dotWeights.ts'
import { ENGINE_VERSION } from '../../../src/core/fill/engineVersion.ts'
import type { HeadFit } from '../../../src/core/geometry/headFit.ts'
import { headSurface } from '../../../src/core/geometry/headSurface.ts'
import { flatSurface } from '../../../src/core/geometry/surface.ts'
import type { RectPx } from '../../../src/core/geometry/points.ts'
import { readHeadSet } from '../../../src/core/sampling/headSetFile.ts'
import { pickDots } from '../../../src/core/sampling/pickDots.ts'
import { emptyDots } from '../../../src/core/sampling/emptyDots.ts'
import { placeDots, type Dots } from '../../../src/core/sampling/placeDots.ts'
import { readPointSet } from '../../../src/core/sampling/rankedSet.ts'
import { painted, sampleDesign, strokesOn } from './sampleStrokes.ts'

/** Names of the dots that a machine places, by all of their bytes: equal only where every byte is. */
export interface PlacedDigests {
  /** Of the engine: digests that change beside a version that does not are a mistake. */
  readonly version: string
  /** On a head, from aside. */
  readonly head: string
  /** A soft area. */
  readonly area: string
  /** The same, tile by tile in an odd order. */
  readonly tiles: string
  /** A design with a rough hairline, after strokes of the brush. */
  readonly design: string
  /** The same at the usual density as its dots are drawn, where they are dots, blended over an edge, or hairs. */
  readonly weighed: Readonly<Record<(typeof weighedRoles)[number], string>>
}

const weighedRoles = ['bald', 'scar', 'stubble'] as const satisfies readonly AreaRole[]

/** Files that ship with the program, read. */
export interface Shipped {
  readonly rankedSet: ArrayBuffer
  readonly headSet: ArrayBuffer
  readonly sampleRecord: unknown
}

/** Turned by whole numbers: 3-4-5 and 7-24-25. */
const turned: HeadFit = {
  axes: { a: 78, b: 96, c: 119, squareness: 0.4 },
  rotation: [0.8, 0, -0.6, 0.168, -0.96, 0.224, -0.576, -0.28, -0.768],
  position: [5, 20, 880],
  focalPx: 4600,
  cx: 900,
  cy: 750,
  areaError: 0.1,
  lengthError: 0.04,
}

/** The same everywhere: nothing here may ask the machine for more than + - * / and sqrt. */
export async function placedDigests({ rankedSet, headSet, sampleRecord }: Shipped): Promise<PlacedDigests> {
  const pointSet = readPointSet(rankedSet)
  const surface = flatSurface({ mmPerPx: 0.08 })
  const [width, height, step] = [1800, 1500, 6] as const
  const dotsPerCm2 = Float32Array.from({ length: (width / step) * (height / step) }, (_, k) => {
    const x = ((k % (width / step)) + 0.5) * step - width / 2
    const y = (Math.floor(k / (width / step)) + 0.5) * step - height / 2
    return 240 * Math.min(1, Math.max(0, (700 - Math.sqrt(x * x + y * y)) / 200))
  })
  const field = { x0: step / 2, y0: step / 2, step, width: width / step, height: height / step, dotsPerCm2 }
  const placed = (clip?: RectPx) => placeDots(field, { seed: 77, surface, pointSet, ...(clip && { clip }) })
  const tiles = [7, 2, 11, 0, 5, 9, 4, 1, 10, 3, 8, 6].map((tile) =>
    placed({ x: (tile % 4) * 450, y: Math.floor(tile / 4) * 500, width: 450, height: 500 }),
  )

  let design = sampleDesign(sampleRecord, { dots: 20_000, seed: 12 })
  for (const stroke of strokesOn(design, 3)) design = painted(design, stroke)
  const skin = surfaceOf(design)
  const placedOn = (d: Design) => placeDots(densityFieldOf(d, skin), { seed: d.fill.seed, surface: skin, pointSet })
  const weighed = (role: AreaRole) => {
    const usual = { ...design, area: { ...design.area, role }, fill: { ...design.fill, densityPerCm2: 150 } }
    return digestOf(dotWeights(placedOn(usual), usual, skin))
  }
  const [bald, scar, stubble] = await Promise.all(weighedRoles.map(weighed))
  return {
    version: ENGINE_VERSION,
    head: await digestOf(
      placeDots(field, {
        seed: 77,
        surface: headSurface(turned),
        pointSet: { ...pointSet, head: readHeadSet(headSet) },
      }),
    ),
    area: await digestOf(placed()),
    tiles: await digestOf(together(tiles)),
    design: await digestOf(placedOn(design)),
    weighed: { bald: bald!, scar: scar!, stubble: stubble! },
  }
}

/** The dots of several tiles as one, in order of id. */
function together(tiles: readonly Dots[]): Dots {
  const count = tiles.reduce((sum, t) => sum + t.count, 0)
  const all = emptyDots(count)
  let at = 0
  for (const t of tiles) {
    all.id.set(t.id, at)
    all.x.set(t.x, at)
    all.y.set(t.y, at)
    all.rank.set(t.rank, at)
    all.sitting.set(t.sitting, at)
    all.diameterMm.set(t.diameterMm, at)
    all.strength.set(t.strength, at)
    at += t.count
  }
  return pickDots(
    all,
    Uint32Array.from(all.id.keys()).sort((a, b) => all.id[a]! - all.id[b]!),
  )
}

async function digestOf(dots: Dots): Promise<string> {
  const parts = [dots.id, dots.x, dots.y, dots.rank, dots.sitting, dots.diameterMm, dots.strength]
  if (dots.alongX && dots.alongY) parts.push(dots.alongX, dots.alongY)
  const bytes = await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer()
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `${dots.count} ${[...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** What is kept beside the tests, for every machine to compare with. */
export const written = (digests: PlacedDigests): string => `${JSON.stringify(digests, null, 2)}\n`
