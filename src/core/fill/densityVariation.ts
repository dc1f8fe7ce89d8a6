import type { FieldShape } from './fieldShape.ts'
import type { Surface } from '../geometry/surface.ts'
import { DENSITY_MAX_PER_CM2 } from '../sampling/densityField.ts'
import { densityVariation } from '../sampling/noise.ts'

/** Samples from left and top up to, and without, right and bottom. */
export interface SampleRange {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Distance of the nodes at which the variation is worked out; its waves are 6 mm and longer. */
const NODE_MM = 1

/** The variation seldom rises higher. Where less room is left under the greatest density it swings less, both ways. */
const MOST_RISE = 0.3

/** A density under nature's variation, dots per cm2. */
export function variedDensity(wanted: number, variation: number): number {
  const room = (DENSITY_MAX_PER_CM2 / wanted - 1) / MOST_RISE
  const factor = room >= 1 ? variation : 1 + (variation - 1) * Math.max(0, room)
  return Math.min(DENSITY_MAX_PER_CM2, wanted * factor)
}

/** Works out nature's variation of density, which belongs to the skin and not to the area, where anything is wanted. */
export function variationOver(
  shape: FieldShape,
  { surface, mmPerPx, seed }: { readonly surface: Surface; readonly mmPerPx: number; readonly seed: number },
  range: SampleRange,
): void {
  const { x0, y0, step, width, share, least, variation } = shape
  const stride = Math.max(1, Math.round(NODE_MM / (mmPerPx * step)))
  // Nodes stand on the photo's own lattice: another area has the same ones.
  const i0 = Math.round((x0 - step / 2) / step)
  const j0 = Math.round((y0 - step / 2) / step)
  const firstNodeX = Math.floor((i0 + range.left) / stride)
  const firstNodeY = Math.floor((j0 + range.top) / stride)
  const across = Math.max(0, Math.floor((i0 + range.right) / stride) - firstNodeX + 2)
  const down = Math.max(0, Math.floor((j0 + range.bottom) / stride) - firstNodeY + 2)
  const nodes = new Float32Array(across * down)
  for (let n = 0; n < nodes.length; n++) {
    const x = x0 + ((firstNodeX + (n % across)) * stride - i0) * step
    const y = y0 + ((firstNodeY + Math.floor(n / across)) * stride - j0) * step
    const skin = surface.sheetAt({ x, y })
    nodes[n] = skin ? densityVariation(seed, skin[0], skin[1]) : 0
  }
  for (let j = range.top; j < range.bottom; j++) {
    const ny = Math.floor((j0 + j) / stride)
    const ty = (j0 + j) / stride - ny
    const row = (ny - firstNodeY) * across
    for (let i = range.left; i < range.right; i++) {
      const k = j * width + i
      variation[k] = 0
      if (share[k] === 0 && least[k] === 0) continue
      const nx = Math.floor((i0 + i) / stride)
      const tx = (i0 + i) / stride - nx
      const n = row + nx - firstNodeX
      const above = nodes[n]! + (nodes[n + 1]! - nodes[n]!) * tx
      const below = nodes[n + across]! + (nodes[n + across + 1]! - nodes[n + across]!) * tx
      variation[k] = above + (below - above) * ty
    }
  }
}
