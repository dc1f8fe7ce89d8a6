import { surfaceOf } from '../../core/design/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { fitOf } from '../../core/design/head.ts'
import type { HeadFit } from '../../core/geometry/headFit.ts'
import { measuredMm2At } from '../../core/geometry/surface.ts'

/** mm2 of skin per px2 all over a photo, as areas count it, in square cells. */
export interface SkinCells {
  readonly cellPx: number
  readonly columns: number
  readonly mm2PerPx2: Float32Array
}

/** About a millimetre: a whole number of these makes a mask tile. */
const CELL_PX = 16

const onHeads = new WeakMap<HeadFit, SkinCells>()
let flat: { readonly mmPerPx: number; readonly cells: SkinCells } | null = null

/** Some 50 ms for a head that was not asked for before, then known. */
export function skinCellsOf(design: Design): SkinCells {
  const { width, height } = design.photo
  const surface = surfaceOf(design)
  const fit = fitOf(design)
  if (!fit) {
    const mmPerPx = surface.mmPerPxAt(design.marks.glabella)
    const cellPx = Math.max(width, height)
    if (flat?.mmPerPx !== mmPerPx || flat.cells.cellPx !== cellPx) {
      flat = { mmPerPx, cells: { cellPx, columns: 1, mm2PerPx2: Float32Array.of(mmPerPx * mmPerPx) } }
    }
    return flat.cells
  }
  const known = onHeads.get(fit)
  if (known) return known
  const columns = Math.ceil(width / CELL_PX)
  const rows = Math.ceil(height / CELL_PX)
  const mm2PerPx2 = Float32Array.from({ length: columns * rows }, (_, i) =>
    measuredMm2At(surface, { x: ((i % columns) + 0.5) * CELL_PX, y: (Math.floor(i / columns) + 0.5) * CELL_PX }),
  )
  const cells = { cellPx: CELL_PX, columns, mm2PerPx2 }
  onHeads.set(fit, cells)
  return cells
}
