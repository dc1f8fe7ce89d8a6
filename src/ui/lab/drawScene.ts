import { surfaceOf } from '../../core/design/scale/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { densityFieldOf } from '../../core/fill/densityField.ts'
import { dotWeights } from '../../core/fill/dotWeights.ts'
import type { RectPx } from '../../core/geometry/points.ts'
import { pigmentOf } from '../../core/pigment/pigment.ts'
import { placeDots, type Dots } from '../../core/sampling/placeDots.ts'
import type { PointSet } from '../../core/sampling/rankedSet.ts'
import { dotReachPx, renderTile } from '../../core/render/renderTile.ts'
import { atLevel, cutOut, type LabPhoto } from './labSkin.ts'
import type { Scene } from './sheets.ts'

/** Milliseconds, and what was done in them. */
export interface Times {
  readonly field: number
  readonly dots: number
  readonly render: number
  readonly count: number
  readonly px: number
}

export interface Drawn {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8ClampedArray<ArrayBuffer>
  readonly times: Times
}

/** A piece of a photo with a design's ink on it, as the worker would draw it; at a level, the piece is in its px. */
export function drawFill(photo: LabPhoto, design: Design, pointSet: PointSet, piece: RectPx, level: number): Drawn {
  const surface = surfaceOf(design)
  const { fill } = design
  const started = performance.now()
  const field = densityFieldOf(design, surface)
  const fielded = performance.now()
  const dots = dotWeights(placeDots(field, { seed: fill.seed, surface, pointSet }), design, surface)
  const placed = performance.now()
  const { rgba, near } = inkOn(photo, design, dots, piece, level)
  const times = { field: fielded - started, dots: placed - fielded, render: performance.now() - placed }
  const { width, height } = piece
  return { width, height, rgba, times: { ...times, count: near, px: width * height } }
}

function inkOn({ tile, skin }: LabPhoto, design: Design, dots: Dots, piece: RectPx, level: number) {
  const surface = surfaceOf(design)
  const pigment = pigmentOf(design.fill)
  const apronPx = Math.ceil(dotReachPx(pigment, surface.mmPerPxAt(design.hairline.midline)) / 2 ** level)
  const { moment, ageing, seed } = design.fill
  const cut = cutOut(atLevel(tile, level), piece, apronPx)
  return { rgba: renderTile(cut, dots, { pigment, surface, skin, moment, ageing, seed, level }), near: dots.count }
}

/** A scene on one skin: the hair that stands there first, as part of the photo. */
export function drawScene(photo: LabPhoto, scene: Scene, pointSet: PointSet, piece: RectPx, level: number): Drawn {
  if (!scene.hair) return drawFill(photo, scene.design, pointSet, piece, level)
  const { width, height } = photo.tile
  const hairy = drawFill(photo, scene.hair, pointSet, { x: 0, y: 0, width, height }, 0)
  // The skin was measured before: ink must not be told by hair.
  return drawFill({ ...photo, tile: { ...photo.tile, rgba: hairy.rgba } }, scene.design, pointSet, piece, level)
}
