import { rasterPolygon, type CellGrid } from '../../geometry/polygon.ts'
import type { Surface } from '../../geometry/surface.ts'
import { coverageAt, isEmpty } from '../../pixels/maskCompare.ts'
import { proposedAreaPolygon, without } from './area.ts'
import { norwoodStages, type Design, type LossStage, type Marks, type NorwoodStage } from '../design.ts'
import { hairDepthMm, headPlaceOf, marksDoubt } from '../lines/recession.ts'

/** Side of a cell, mm. */
const CELL_MM = 3

/** The stage that comes after the one that is looked at; from hair as it is or as it was drawn, the first; null after the last. */
const nextStage = (stage: LossStage | null): NorwoodStage | null =>
  (stage === null || stage === 'drawn' ? norwoodStages[0] : norwoodStages[norwoodStages.indexOf(stage) + 1]) ?? null

let last: { readonly of: Design; readonly cm2: readonly number[] } | null = null

/**
 * Skin behind the line that the next stage of hair loss would bare and no dots cover, cm2: the line would stand alone before
 * it. Empty where it can not be told, and while there are no dots to come. A proposed area without hand
 * work reaches back to the head's outline and leaves none.
 */
export function islandCm2(design: Design, surface: Surface): readonly number[] {
  const { area, hairline, marks, recession } = design
  const same =
    last?.of.area === area &&
    last.of.hairline === hairline &&
    last.of.marks === marks &&
    last.of.scale === design.scale &&
    last.of.head === design.head &&
    last.of.recession === recession
  if (last && same) return last.cm2
  const cm2 = measure(design, surface)
  last = { of: design, cm2 }
  return cm2
}

function measure(design: Design, surface: Surface): readonly number[] {
  const { area, marks, photo, recession } = design
  const stage = nextStage(recession.stage)
  if (!stage || marksDoubt(design)) return []
  if (area.proposed && isEmpty(area.subtract) && isEmpty(area.exclude)) return [0]
  const step = Math.max(4, Math.round(CELL_MM / surface.mmPerPxAt(marks.outline.centre)))
  const grid = {
    left: 0,
    top: 0,
    step,
    width: Math.ceil(photo.width / step),
    height: Math.ceil(photo.height / step),
  }
  const behind = rasterPolygon(proposedAreaPolygon(design), grid)
  const bared = baredIn(marks, stage, grid)
  let leftMm2 = 0
  let all = 0
  for (let i = 0; i < behind.length; i++) {
    // The middle of a cell stands for it: asked at every move of a hand.
    const x = Math.floor(((i % grid.width) + 0.5) * step)
    const y = Math.floor((Math.floor(i / grid.width) + 0.5) * step)
    const drawn = Math.max(area.proposed ? behind[i]! : 0, coverageAt(area.add, x, y))
    const taken = Math.max(coverageAt(area.subtract, x, y), coverageAt(area.exclude, x, y))
    const covered = without(drawn, taken)
    all += covered
    const open = bared[i] ? Math.max(0, behind[i]! - covered) / 255 : 0
    if (open > 0) leftMm2 += open * (step * surface.mmPerPxAt({ x, y })) ** 2
  }
  return all === 0 ? [] : [leftMm2 / 100]
}

let lastBared: { readonly marks: Marks; readonly key: string; readonly cells: Uint8Array } | null = null

/** Which cells a stage bares; the same for every line. */
function baredIn(marks: Marks, stage: NorwoodStage, { step, width, height }: CellGrid): Uint8Array {
  const key = `${stage} ${step} ${width} ${height}`
  if (lastBared?.marks === marks && lastBared.key === key) return lastBared.cells
  const placeOf = headPlaceOf(marks)
  const cells = new Uint8Array(width * height)
  for (let i = 0; i < cells.length; i++) {
    const at = { x: ((i % width) + 0.5) * step, y: (Math.floor(i / width) + 0.5) * step }
    cells[i] = hairDepthMm(stage, placeOf(at)) < 0 ? 1 : 0
  }
  lastBared = { marks, key, cells }
  return cells
}
