import { matchStore } from '../../store/edits/matchActions.ts'
import { isShown, opacityOf } from '../../store/layerStore.ts'
import { viewStore } from '../../store/viewStore.ts'
import { hiddenDotsPainter } from './overlays/hiddenDots.ts'
import { tilePainter, turnedPainter } from './paintTiles.ts'
import { designTiles, photoTiles } from './studioScene.ts'
import type { Box, TurnedCamera } from './viewport.ts'

/** How much of the design's picture lies over the photo, 0..1. */
function shareOfDots(): number {
  // Patches are compared on the photo itself.
  if (viewStore.getState().photoAlone || matchStore.getState().matching !== null || !isShown('dots')) return 0
  return opacityOf('dots')
}

/** Paints the photo with its dots, alone, or with the dots as pale as their layer is set; hidden areas without theirs. */
export function dotsPainter() {
  const paint = turnedPainter(tilePainter())
  const under = turnedPainter(tilePainter())
  const cover = hiddenDotsPainter(turnedPainter(tilePainter()))
  return (context: CanvasRenderingContext2D, camera: TurnedCamera, box: Box, photo: Box, density: number): void => {
    const share = shareOfDots()
    if (share === 0 || share === 1) {
      paint(context, share === 0 ? photoTiles : designTiles, camera, box, photo, density)
      if (share > 0) cover(context, camera, box, photo, density)
      return
    }
    under(context, photoTiles, camera, box, photo, density)
    context.globalAlpha = share
    paint(context, designTiles, camera, box, photo, density)
    context.globalAlpha = 1
    cover(context, camera, box, photo, density)
  }
}
