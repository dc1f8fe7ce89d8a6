import { surfaceOf } from '../../core/design/scale/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { fitOf } from '../../core/design/head/head.ts'
import type { HeadFit } from '../../core/geometry/headFit.ts'
import { measuredMm2At } from '../../core/geometry/surface.ts'

/** mm2 of skin per px2 all over a photo, as areas count it, in square cells, row by row. */
export interface SkinCells {
  readonly cellPx: number
  readonly columns: number
  mm2PerPx2(cell: number): number
}

/** About a millimetre: a whole number of these makes a mask tile. */
const CELL_PX = 16

const onHeads = new WeakMap<HeadFit, SkinCells>()
let flat: { readonly mmPerPx: number; readonly cells: SkinCells } | null = null

/** A head's cells are learned as they are asked for: all at once they would hold up the hand that moves a mark. */
export function skinCellsOf(design: Design): SkinCells {
  const { width, height } = design.photo
  const surface = surfaceOf(design)
  const fit = fitOf(design)
  if (!fit) {
    const mmPerPx = surface.mmPerPxAt(design.marks.glabella)
    const cellPx = Math.max(width, height)
    if (flat?.mmPerPx !== mmPerPx || flat.cells.cellPx !== cellPx) {
      flat = { mmPerPx, cells: { cellPx, columns: 1, mm2PerPx2: () => mmPerPx * mmPerPx } }
    }
    return flat.cells
  }
  const known = onHeads.get(fit)
  if (known) return known
  const columns = Math.ceil(width / CELL_PX)
  const rows = Math.ceil(height / CELL_PX)
  const learned = new Float32Array(columns * rows).fill(NaN)
  const at = { x: 0, y: 0 }
  const cells = {
    cellPx: CELL_PX,
    columns,
    mm2PerPx2(cell: number): number {
      const known = learned[cell]!
      if (!Number.isNaN(known)) return known
      at.x = ((cell % columns) + 0.5) * CELL_PX
      at.y = (Math.floor(cell / columns) + 0.5) * CELL_PX
      learned[cell] = measuredMm2At(surface, at)
      return learned[cell]!
    },
  }
  onHeads.set(fit, cells)
  return cells
}
