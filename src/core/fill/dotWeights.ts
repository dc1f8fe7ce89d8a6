import { eachArea } from '../design/areas/areas.ts'
import type { Design } from '../design/design.ts'
import type { Surface } from '../geometry/surface.ts'
import { agedInk } from '../pigment/ageing.ts'
import { skinNoise } from '../sampling/noise.ts'
import { joinDots } from '../sampling/joinDots.ts'
import { dotMemory } from '../sampling/dotMemory.ts'
import { pickDots } from '../sampling/pickDots.ts'
import type { Dots } from '../sampling/placeDots.ts'
import { diameterByte, exponential, hash, logNormalTable } from '../sampling/random.ts'
import { edgeOf, maskAt, paintedAcross } from './fieldParts.ts'
import { hairDirection } from './hairDirection.ts'
import { edgePoint, type HairlineEdge } from './hairlineEdge.ts'
import { groupedAt, growHairs } from './hairUnits.ts'
import { edgeStrength } from './ramp.ts'
import { groupingOf, hairlineShare, roles } from './roles.ts'

/**
 * The dots as the design shows them: those of later sittings are dropped, diameters follow its dot size and variation,
 * dots at the hairline are diluted, and while scabs shed some skin shows more ink than other. Places, ids, ranks and the order stay; only where the area copies stubble,
 * or its dots are grouped, does each place become a unit of them. How strong a sitting's pigment is, is the pigment's affair.
 */
export function dotWeights(dots: Dots, design: Design, surface: Surface): Dots {
  const { area: areaOf } = dots
  if (!areaOf) return weightsIn(dots, design, surface)
  const weighted = eachArea(design).map((single, k) => {
    const own = new Uint32Array(dots.count)
    let count = 0
    for (let i = 0; i < dots.count; i++) if (areaOf[i] === k) own[count++] = i
    return weightsIn(pickDots(dots, own.subarray(0, count)), single.design, surface)
  })
  // What a tile shows is told by what is drawn, not by whose it is.
  const { area: _area, ...all } = joinDots(weighted)
  return all
}

/**
 * Everything but where they lie that decides what dotWeights makes of dots: not the shade, and of the moment how patchy it is,
 * which changes their strength alone.
 */
export function weightSettings({ fill }: Pick<Design, 'fill'>): { settings: string; patchiness: number } {
  const { seed, sitting, dotSizeMm, sizeVariation, grouping, hairTurnDeg, moment, ageing } = fill
  const settings = JSON.stringify([seed, sitting, dotSizeMm, sizeVariation, grouping, hairTurnDeg])
  return { settings, patchiness: agedInk(moment, ageing).patchiness }
}

/** The same for the dots of one area. */
function weightsIn(dots: Dots, design: Design, surface: Surface): Dots {
  const { fill, area, marks } = design
  const role = roles[area.role]
  const share = hairlineShare(design)
  const edge = share > 0 ? edgeOf(design, surface) : null
  const chosen = new Uint32Array(dots.count)
  let count = 0
  for (let i = 0; i < dots.count; i++) if (dots.sitting[i]! <= fill.sitting) chosen[count++] = i
  // Where all are shown only what is weighed is of their own.
  const shown =
    count === dots.count
      ? { ...dots, diameterMm: new Float32Array(count), strength: dots.strength.slice() }
      : pickDots(dots, chosen.subarray(0, count))
  const grouping = groupingOf(design)
  const weighted =
    grouping > 0 || role.marks === 'units'
      ? growHairs(shown, {
          seed: fill.seed,
          surface,
          direction: role.marks === 'units' ? hairDirection(marks, fill.hairTurnDeg) : null,
          grouped: groupedBehind(edge, grouping),
        })
      : shown
  const { id, x, y, diameterMm, strength } = weighted
  const lostOf = edge && lostAt(edge, share)
  const painted = maskAt(area.add)
  const point = edgePoint()
  const sizes = logNormalTable(fill.sizeVariation)
  const usualMm = fill.dotSizeMm * role.dotSizeFactor
  const { patchiness } = agedInk(fill.moment, fill.ageing)
  const noiseOf = patchiness > 0 ? scabsOn(surface, fill.seed) : null
  for (let to = 0; to < weighted.count; to++) {
    // The same byte as at placing: a dot that is large for its neighbours stays so at any variation.
    diameterMm[to] = usualMm * sizes[diameterByte(hash(fill.seed, id[to]!))]!
    if (noiseOf) {
      const noise = noiseOf(id[to]!, x[to]!, y[to]!)
      if (!Number.isNaN(noise)) strength[to]! *= exponential(patchiness * noise - (patchiness * patchiness) / 2)
    }
    const lost = lostOf ? lostOf(id[to]!, x[to]!, y[to]!) : 0
    if (!edge || lost === 0) continue
    const kept = painted ? paintedAcross(painted, x[to]!, y[to]!, edge.at(x[to]!, y[to]!, point)) : 0
    strength[to]! *= 1 - lost * (1 - kept)
  }
  return weighted
}

/** Scabs shed by a noise of their own, not by that of the density. */
const SCAB_SALT = 0x5cab5cab

/** Scabs come off in patches finer than the density's waves: 3-12 mm instead of 6-25. Assumed. */
const FINER = 2

/** The noise by which scabs shed, 1 / patchiness off the logarithm of a factor of mean 1 on the ink; NaN off the skin. */
function scabsOn(surface: Surface, seed: number): DotNumber {
  const known = scabs.get(surface)
  if (known?.seed === seed) return known.noiseOf
  const at = { x: 0, y: 0 }
  const noiseOf = dotMemory((x, y) => {
    at.x = x
    at.y = y
    const skin = surface.sheetAt(at)
    return skin ? skinNoise(seed ^ SCAB_SALT, FINER * skin[0], FINER * skin[1]) : NaN
  })
  scabs.set(surface, { seed, noiseOf })
  return noiseOf
}

/** How much of a dot's ink the line takes where nothing is painted across it. */
function lostAt(edge: HairlineEdge, share: number): DotNumber {
  const known = dilutions.get(edge)
  if (known?.share === share) return known.lostOf
  const point = edgePoint()
  const lostOf = dotMemory((x, y) => {
    if (edge.coarseDepthMm(x, y) >= edge.sparseMm + edge.coarseMm) return 0
    edge.at(x, y, point)
    return point.depthMm >= point.widthMm ? 0 : share * (1 - edgeStrength(point.depthMm, point.widthMm))
  })
  dilutions.set(edge, { share, lostOf })
  return lostOf
}

type DotNumber = ReturnType<typeof dotMemory>
/** A slider of density or time asks for the same dots at the same places over and over. */
const scabs = new WeakMap<Surface, { readonly seed: number; readonly noiseOf: DotNumber }>()
const dilutions = new WeakMap<HairlineEdge, { readonly share: number; readonly lostOf: DotNumber }>()

/** At the line hairs stand single, and behind its sparse edge in units (simulation-model 2), as far as they are grouped. */
function groupedBehind(edge: HairlineEdge | null, grouping: number): (x: number, y: number) => number {
  if (!edge || grouping === 0) return () => grouping
  const point = edgePoint()
  return (x, y) => {
    if (edge.coarseDepthMm(x, y) >= edge.sparseMm + edge.coarseMm) return grouping
    const { depthMm, widthMm } = edge.at(x, y, point)
    return grouping * groupedAt(depthMm, widthMm)
  }
}
