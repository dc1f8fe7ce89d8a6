import { adjustmentsOf, frameOf, turnOf, type Adjustments } from '../core/design/adjustments.ts'
import type { Design } from '../core/design/design.ts'
import { faceHeightPx } from '../core/design/marks.ts'
import { comparedAdjustments, comparedDesign } from './comparedDesign.ts'
import { compareStore, type CompareSide } from './compareStore.ts'
import { designStore } from './designStore.ts'
import { jobsStore, toast } from './jobsStore.ts'
import { engine } from './services.ts'

export const CAPTION = 'Simulation. Real results vary.'

/** Downloads a PNG at working resolution: no metadata, no name, the caption burnt in. Both sides stand beside each other. */
export async function exportPicture(o: { sides: readonly CompareSide[]; coverFace: boolean }): Promise<void> {
  const { design, snapshots } = designStore.getState()
  if (!design || jobsStore.getState().exporting) return
  jobsStore.setState({ exporting: true })
  try {
    const state = compareStore.getState()
    const designs = o.sides.map((side) => comparedDesign(state, side, snapshots)?.design ?? null)
    const photoAdjustments = comparedAdjustments('before', state.a === 'before' ? state.b : state.a, snapshots, design)
    const shown = designs.map((d) => (d ? adjustmentsOf(d) : photoAdjustments))
    const bytes = await engine().picture(designs, {
      photoHash: design.photo.hash,
      photoAdjustments,
      type: 'image/png',
      caption: CAPTION,
      ...(o.coverFace ? covered(design, shown) : {}),
    })
    const name = `trichion-simulation-${localTime(new Date())}.png`
    download(bytes, name)
    toast(`Saved as ${name}.`)
  } catch {
    toast('The picture could not be made. Nothing was changed.')
  } finally {
    jobsStore.setState({ exporting: false })
  }
}

/** Covers what lies below the brows, and cuts the picture off a little below that line: room for the caption alone. */
function covered({ marks, photo }: Design, shown: readonly Adjustments[]) {
  const face = faceHeightPx(marks)
  const line = { x: marks.glabella.x, y: marks.glabella.y - face * 0.02 }
  const bottoms = shown.map((adjustments) => {
    const frame = frameOf(photo, adjustments)
    const turn = turnOf(photo, adjustments.straightenDeg)
    const { x, y } = turn ? turn.toPicture(line) : line
    const tilt = marks.midlineTilt + (turn?.angleRad ?? 0)
    return y + Math.abs(Math.tan(tilt)) * Math.max(x - frame.x, frame.x + frame.width - x)
  })
  const bottom = Math.min(photo.height, Math.max(...bottoms) + photo.width * 0.06)
  return {
    coverBelow: { ...line, tilt: marks.midlineTilt },
    crop: { x: 0, y: 0, width: photo.width, height: bottom },
  }
}

/** `2026-01-31-090715`: neutral, and no two exports of a day overwrite each other. */
export function localTime(at: Date): string {
  const two = (n: number) => `${n}`.padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`
}

/** Hands a file to the browser's downloads. */
export function download(bytes: ArrayBuffer, name: string, type = 'image/png'): void {
  const url = URL.createObjectURL(new Blob([bytes], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
