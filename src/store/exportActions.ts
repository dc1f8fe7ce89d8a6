import type { Design } from '../core/design/design.ts'
import { faceHeightPx } from '../core/design/marks.ts'
import { comparedDesign } from './comparedDesign.ts'
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
    const bytes = await engine().picture(designs, {
      photoHash: design.photo.hash,
      type: 'image/png',
      caption: CAPTION,
      ...(o.coverFace ? covered(design) : {}),
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
function covered({ marks, photo }: Design) {
  const face = faceHeightPx(marks)
  const { x, y } = { x: marks.glabella.x, y: marks.glabella.y - face * 0.02 }
  const lowest = y + Math.abs(Math.tan(marks.midlineTilt)) * Math.max(x, photo.width - x)
  const height = Math.min(photo.height, lowest + photo.width * 0.06)
  return { coverBelow: { x, y, tilt: marks.midlineTilt }, crop: { x: 0, y: 0, width: photo.width, height } }
}

/** `2026-01-31-090715`: neutral, and no two exports of a day overwrite each other. */
function localTime(at: Date): string {
  const two = (n: number) => `${n}`.padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`
}

function download(bytes: ArrayBuffer, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
