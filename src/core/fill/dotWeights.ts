import { eachArea } from '../design/areas.ts'
import type { Design } from '../design/design.ts'
import type { Surface } from '../geometry/surface.ts'
import { agedInk } from '../pigment/ageing.ts'
import { skinNoise } from '../sampling/noise.ts'
import { joinDots } from '../sampling/joinDots.ts'
import { pickDots } from '../sampling/pickDots.ts'
import type { Dots } from '../sampling/placeDots.ts'
import { diameterByte, exponential, hash, logNormalTable } from '../sampling/random.ts'
import { edgeOf, maskAt, paintedAcross } from './fieldParts.ts'
import { hairDirection } from './hairDirection.ts'
import { edgePoint, type HairlineEdge } from './hairlineEdge.ts'
import { groupedAt, growHairs } from './hairUnits.ts'
import { edgeStrength } from './ramp.ts'
import { hairlineShare, roles } from './roles.ts'

/**
 * The dots as the design shows them: those of later sittings are dropped, diameters follow its dot size and variation,
 * dots at the hairline are diluted, and while scabs shed some skin shows more ink than other. Places, ids, ranks and the order stay; only where the area copies stubble does
 * each place become a unit of hairs. How strong a sitting's pigment is, is the pigment's affair.
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

/** The same for the dots of one area. */
function weightsIn(dots: Dots, design: Design, surface: Surface): Dots {
  const { fill, area, marks } = design
  const role = roles[area.role]
  const share = hairlineShare(design)
  const edge = share > 0 ? edgeOf(design, surface) : null
  const chosen = new Uint32Array(dots.count)
  let count = 0
  for (let i = 0; i < dots.count; i++) if (dots.sitting[i]! <= fill.sitting) chosen[count++] = i
  const shown = pickDots(dots, chosen.subarray(0, count))
  const weighted =
    role.marks === 'units'
      ? growHairs(shown, {
          seed: fill.seed,
          surface,
          direction: hairDirection(marks),
          grouped: edge ? behindSparseEdge(edge) : () => 1,
        })
      : shown
  const { id, x, y, diameterMm, strength } = weighted
  const painted = maskAt(area.add)
  const sizes = logNormalTable(fill.sizeVariation)
  const usualMm = fill.dotSizeMm * role.dotSizeFactor
  const { patchiness } = agedInk(fill.moment, fill.ageing)
  const point = edgePoint()
  const at = { x: 0, y: 0 }
  for (let to = 0; to < weighted.count; to++) {
    // The same byte as at placing: a dot that is large for its neighbours stays so at any variation.
    diameterMm[to] = usualMm * sizes[diameterByte(hash(fill.seed, id[to]!))]!
    const px = x[to]!
    const py = y[to]!
    if (patchiness > 0) {
      at.x = px
      at.y = py
      const skin = surface.sheetAt(at)
      if (skin) strength[to]! *= patch(fill.seed, skin[0], skin[1], patchiness)
    }
    if (!edge || edge.coarseDepthMm(px, py) >= edge.sparseMm + edge.coarseMm) continue
    edge.at(px, py, point)
    if (point.depthMm >= point.widthMm) continue
    const dilution = edgeStrength(point.depthMm, point.widthMm)
    strength[to]! *= 1 - share * (1 - dilution) * (1 - paintedAcross(painted, px, py, point))
  }
  return weighted
}

/** Scabs shed by a noise of their own, not by that of the density. */
const SCAB_SALT = 0x5cab5cab

/** Scabs come off in patches finer than the density's waves: 3-12 mm instead of 6-25. Assumed. */
const FINER = 2

/** Factor of mean 1 on the ink where scabs shed. */
function patch(seed: number, xMm: number, yMm: number, patchiness: number): number {
  return exponential(patchiness * skinNoise(seed ^ SCAB_SALT, FINER * xMm, FINER * yMm) - (patchiness * patchiness) / 2)
}

/** At the line hairs stand single, and behind its sparse edge in units (simulation-model 2). */
function behindSparseEdge(edge: HairlineEdge): (x: number, y: number) => number {
  const point = edgePoint()
  return (x, y) => {
    if (edge.coarseDepthMm(x, y) >= edge.sparseMm + edge.coarseMm) return 1
    const { depthMm, widthMm } = edge.at(x, y, point)
    return groupedAt(depthMm, widthMm)
  }
}
