import type { PointPx } from '../geometry/points.ts'
import type { Surface } from '../geometry/surface.ts'
import { CORE_POWER, HALO_POWER, type Rgb } from '../pigment/inkModel.ts'
import { diameterFactors, type Pigment } from '../pigment/pigment.ts'
import type { Dots } from '../sampling/placeDots.ts'
import { COVER, dotLies, type DotLies, SPREAD_XX, SPREAD_XY, SPREAD_YY } from './dotLies.ts'
import {
  addBox,
  addGaussian,
  addGaussianTo,
  CUT_SIGMAS,
  densityPlanes,
  newGaussian,
  notNarrower,
  type Channel,
  type DensityPlanes,
  type Gaussian,
  type PlaneRoom,
} from './splat.ts'

/** A pixel averages over itself: variance of a box of one px. */
const PIXEL_VARIANCE = 1 / 12
/** Halos are smooth: they are laid on a grid this much coarser than their narrowest sigma, at the most 8 px. */
const HALO_SAMPLES_PER_SIGMA = 1
/** Reading between grid samples blurs by about this, in samples squared: taken off beforehand. */
const BILINEAR_VARIANCE = 1 / 6

/**
 * A hair's shaft beside a dot's core, in squares: a cylinder of .08 mm has a sigma of a quarter of that, .02 mm; its
 * shadow in the skin is its halo. By eye beside stubble at 15 px per mm.
 */
const SHAFT_VARIANCE = 0.26 * 0.26
/** A stroke of even ink is laid as this many Gaussians in a row: one alone would fade towards its ends. */
const STROKE_PARTS = 3
/** Variance along the stroke of each, of the stroke's squared length: wider than an even part's twelfth, to join them. */
const PART_VARIANCE = 1 / 8 / STROKE_PARTS ** 2

/**
 * Share of a dot's halo that a hair keeps: most of it lies on or over the skin, where no light scatters past it, and takes
 * all colours alike. What the halo gives up, its green, the shaft takes in every channel. Assumed; by eye beside stubble.
 */
const HAIR_HALO = 0.5

/**
 * Squares of the photo, px, in which halos have one grid: where skin tilts they grow narrow, and a part of a tile that is
 * drawn again must see the samples of the whole.
 */
const BLOCK_PX = 512

const middleOfBlock = ({ x, y }: PointPx): PointPx => ({
  x: (Math.floor(x / BLOCK_PX) + 0.5) * BLOCK_PX,
  y: (Math.floor(y / BLOCK_PX) + 0.5) * BLOCK_PX,
})

const CHANNELS: readonly Channel[] = ['r', 'g', 'b']

/** Cores at full sampling, halos on a coarser grid. */
export interface InkDensity {
  readonly core: DensityPlanes
  readonly halo: DensityPlanes
}

interface Region {
  /** Px of the level. */
  readonly x0: number
  readonly y0: number
  readonly width: number
  readonly height: number
}

/** Some of a set of dots, told without taking them out of it. */
export interface SomeDots {
  /** In the set. */
  readonly indices: Uint32Array
  /** Of the whole set. */
  readonly lies: DotLies
}

interface InkOptions {
  readonly pigment: Pigment
  readonly surface: Surface
  readonly blurPx: number
  readonly level: number
  readonly redness: Rgb
  /** Those of the dots that are meant, where not all of them are. */
  readonly some?: SomeDots
  /** The halos of the three colours, which differ by less than a px of a coarse level, have one width; each keeps its energy. */
  readonly sketched?: boolean
  /** Where to lay it, to be read before the next is laid there; absent: memory of its own. */
  readonly room?: { readonly core: PlaneRoom; readonly halo: PlaneRoom }
}

/** Of the dot that is laid. */
const dot: Gaussian = newGaussian()

/** In squared samples: a narrower halo has no form that its grid could show. */
const FORMLESS = 0.6

/**
 * Optical density of all dots over a region of a mip level. Densities add, so overlaps are right. The camera's blur is
 * part of each dot, with its energy kept; on tilted skin dots are ellipses, by the surface's metric; hairs are strokes of a
 * dot's ink.
 */
export function inkDensity(dots: Dots, region: Region, o: InkOptions): InkDensity {
  const { pigment, surface, level } = o
  const shrink = 2 ** -level
  const middle = { x: (region.x0 + region.width / 2) / shrink, y: (region.y0 + region.height / 2) / shrink }
  const step = haloStep((Math.min(...pigment.s2Mm) * shrink) / surface.mmPerPxAt(middleOfBlock(middle)))
  const { x0, y0, width, height } = region
  const core = densityPlanes(x0, y0, width, height, 1, o.room?.core)
  // The grid is fixed in the photo, not in the tile: neighbouring tiles see the same samples.
  const gx = Math.floor(x0 / step) - 1
  const gy = Math.floor(y0 / step) - 1
  const haloWidth = Math.ceil((x0 + width) / step) + 2 - gx
  const haloHeight = Math.ceil((y0 + height) / step) + 2 - gy
  const halo = densityPlanes(gx, gy, haloWidth, haloHeight, step, o.room?.halo)
  const blur = (o.blurPx * shrink) ** 2 + PIXEL_VARIANCE
  const fullBlur = (o.blurPx ** 2 + PIXEL_VARIANCE) * shrink * shrink
  const haloBlur = blur - BILINEAR_VARIANCE * step * step
  const { a1, a2, s1Mm, s2Mm, bySitting } = pigment
  const s2 = [s2Mm[0] ** 2, s2Mm[1] ** 2, s2Mm[2] ** 2] as const
  const [rs, gs, bs] = s2
  const least2 = Math.min(rs, gs, bs)
  const leastHalo = LEAST_HALO * step * step
  const formless = FORMLESS * step * step
  const { alongX, alongY } = dots
  const { numbers: lies, rows } = o.some?.lies ?? dotLies(dots, surface)
  const indices = o.some?.indices
  const count = indices?.length ?? dots.count
  for (let k = 0; k < count; k++) {
    const i = indices ? indices[k]! : k
    const lie = rows[i]!
    // In px of the level: powers of two, so that each level tells the same.
    const uxx = lies[lie + SPREAD_XX]! * (shrink * shrink)
    const uxy = lies[lie + SPREAD_XY]! * (shrink * shrink)
    const uyy = lies[lie + SPREAD_YY]! * (shrink * shrink)
    const cover = lies[lie + COVER]! * (shrink * shrink)
    const strength = dots.strength[i]! * (bySitting[dots.sitting[i]! - 1] ?? 1) * cover
    const factor = factorsOf(dots.diameterMm[i]!)
    const x = dots.x[i]! * shrink
    const y = dots.y[i]! * shrink
    const s1 = s1Mm * s1Mm
    const round = strength * s1 * a1[1] * factors[factor + CORE_FACTOR + 1]!
    let cxx = uxx * s1
    let cxy = uxy * s1
    let cyy = uyy * s1
    let added = 0
    let gain = 1
    let ax = 0
    let ay = 0
    let haloShare = 1
    let parts = 1
    // Beside an area of hairs there may be one of dots.
    if (alongX && alongY && (alongX[i] !== 0 || alongY[i] !== 0)) {
      haloShare = HAIR_HALO
      parts = STROKE_PARTS
      const dotArea = areaOf(cxx, cxy, cyy, fullBlur)
      ax = alongX[i]! * shrink
      ay = alongY[i]! * shrink
      cxx *= SHAFT_VARIANCE
      cxy *= SHAFT_VARIANCE
      cyy *= SHAFT_VARIANCE
      added = strength * (1 - HAIR_HALO) * a2[1] * factors[factor + HALO_FACTOR + 1]! * gs
      const light = round * shareTaken(round / dotArea) + added
      gain = inkThatTakes(light, strokeArea(cxx, cxy, cyy, ax, ay, fullBlur)) / (round + added)
    }
    const ink = gain * (round + added)
    const taken = shareTaken(ink / strokeArea(cxx, cxy, cyy, ax, ay, fullBlur))
    const blurred = (level > 0 ? gain * taken : gain) / parts
    // Of a dot all lies at its centre.
    dot.xx = cxx + ax * ax * PART_VARIANCE + blur
    dot.xy = cxy + ax * ay * PART_VARIANCE
    dot.yy = cyy + ay * ay * PART_VARIANCE + blur
    dot.r = blurred * (strength * s1 * a1[0] * factors[factor + CORE_FACTOR]! + added)
    dot.g = blurred * (round + added)
    dot.b = blurred * (strength * s1 * a1[2] * factors[factor + CORE_FACTOR + 2]! + added)
    for (let part = 0; part < parts; part++) {
      const t = (part + 0.5) / parts - 0.5
      dot.x = x + t * ax
      dot.y = y + t * ay
      addGaussian(core, dot)
    }
    dot.x = x
    dot.y = y
    // The skin reddens by the needle, whatever the ink.
    dot.r = (strength * haloShare * a2[0] * factors[factor + HALO_FACTOR]! + cover * o.redness[0]) * rs
    dot.g = (strength * haloShare * a2[1] * factors[factor + HALO_FACTOR + 1]! + cover * o.redness[1]) * gs
    dot.b = (strength * haloShare * a2[2] * factors[factor + HALO_FACTOR + 2]! + cover * o.redness[2]) * bs
    if (o.sketched) {
      dot.xx = uxx * gs + haloBlur
      dot.xy = uxy * gs
      dot.yy = uyy * gs + haloBlur
      notNarrower(dot, leastHalo)
      if (Math.max(dot.xx, dot.yy) < formless) addBox(halo, dot)
      else addGaussian(halo, dot)
      continue
    }
    const half = (uxx + uyy) / 2
    const narrow = half - Math.sqrt(((uxx - uyy) / 2) ** 2 + uxy * uxy)
    // Wide enough by more than any rounding: most dots are.
    const isWide = narrow * least2 + haloBlur > leastHalo + 1e-9 * (half * least2 + leastHalo)
    for (let k = 0; k < CHANNELS.length; k++) {
      const spread = s2[k]!
      dot.xx = uxx * spread + haloBlur
      dot.xy = uxy * spread
      dot.yy = uyy * spread + haloBlur
      if (!isWide) notNarrower(dot, leastHalo)
      addGaussianTo(halo, CHANNELS[k]!, dot)
    }
  }
  if (level > 0) for (const plane of [core.r, core.g, core.b]) takenToDensity(plane)
  return { core, halo }
}

/** A fill has no more than 256 diameters, and all its dots have one of them: each is kept where its bits lead. */
const MOST_FACTORS = 4096
/** From the least to the greatest dot of a fill there are fewer steps of this than places, mm. */
const FACTOR_STEP = 1 / 16_384
/** A diameter, mm, and its factors on the ink of core and halo by colour: a line of the memory. */
const CORE_FACTOR = 1
const HALO_FACTOR = 4
const FACTOR_NUMBERS = 8
const factors = new Float64Array(MOST_FACTORS * FACTOR_NUMBERS)

/** Where the factors of a diameter begin. */
function factorsOf(diameterMm: number): number {
  const at = ((diameterMm / FACTOR_STEP) & (MOST_FACTORS - 1)) * FACTOR_NUMBERS
  if (factors[at] === diameterMm) return at
  factors[at] = diameterMm
  factors.set(diameterFactors(diameterMm, CORE_POWER), at + CORE_FACTOR)
  factors.set(diameterFactors(diameterMm, HALO_POWER), at + HALO_FACTOR)
  return at
}

/** The least variance along any axis of a halo, in squared samples of its grid. */
const LEAST_HALO = 0.31

/**
 * Light that a Gaussian dot takes over what its density adds up to, by its density at the centre: the integral of 1 - e^-D
 * over that of D, within 1 %.
 */
const shareTaken = (centre: number): number => 1 / (1 + centre / 4 + (centre * centre) / 144)

/** From which share of the light taken its density goes on straight: dots that lie over each other take less than their sum. */
const MOST_TAKEN = 0.5

/**
 * A coarse pixel holds several dots that lie side by side in full size: the light that they take adds up, not their
 * densities. From shares of the light to the density that takes as much, -ln(1 - share), as a series.
 */
function takenToDensity(plane: Float32Array): void {
  for (let i = 0; i < plane.length; i++) {
    const share = plane[i]!
    if (share === 0) continue
    const t = share < MOST_TAKEN ? share : MOST_TAKEN
    const density = t * (1 + t * (1 / 2 + t * (1 / 3 + t * (1 / 4 + t * (1 / 5 + t * (1 / 6 + t / 7))))))
    plane[i] = density + (share - t) / (1 - MOST_TAKEN)
  }
}

/** Energy of a Gaussian dot over this, px2, is its density at the centre. */
const areaOf = (cxx: number, cxy: number, cyy: number, blur: number): number =>
  2 * Math.PI * Math.sqrt((cxx + blur) * (cyy + blur) - cxy * cxy)

/** The same of a stroke; one of even ink has a twelfth of its squared length as variance. */
const strokeArea = (cxx: number, cxy: number, cyy: number, ax: number, ay: number, blur: number): number =>
  areaOf(cxx + (ax * ax) / 12, cxy + (ax * ay) / 12, cyy + (ay * ay) / 12, blur)

/** The energy that takes as much light as the given one would if it lay infinitely thin: dense ink shades itself. */
function inkThatTakes(light: number, area: number): number {
  let ink = light
  for (let round = 0; round < 3; round++) ink = light / shareTaken(ink / area)
  return ink
}

function haloStep(sigmaPx: number): number {
  const most = sigmaPx / HALO_SAMPLES_PER_SIGMA
  return most >= 8 ? 8 : most >= 4 ? 4 : most >= 2 ? 2 : 1
}

/** How far ink reaches from a dot's centre, full-resolution px: the apron a tile needs, at any blur of the camera. */
export function dotReachPx(pigment: Pigment, mmPerPx: number): number {
  const widest = Math.max(...pigment.s2Mm) / mmPerPx
  return Math.ceil(CUT_SIGMAS * Math.sqrt(widest * widest + 16)) + 8
}
