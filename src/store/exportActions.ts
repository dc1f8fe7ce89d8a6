import type { CompareItem } from './compareStore.ts'
import { faceHeightPx } from '../core/design/marks.ts'
import { designStore } from './designStore.ts'
import { jobsStore, toast } from './jobsStore.ts'
import { engine } from './services.ts'

export const CAPTION = 'Simulation. Real results vary.'

/** Downloads a PNG at working resolution: no metadata, no name, the caption burnt in. Several items stand side by side. */
export async function exportPicture(o: { items: readonly CompareItem[]; coverFace: boolean }): Promise<void> {
  const { design, snapshots } = designStore.getState()
  if (!design || jobsStore.getState().exporting) return
  jobsStore.setState({ exporting: true })
  try {
    const designs = o.items.map((item) =>
      item === 'before' ? null : (snapshots.find((s) => s.id === item)?.design ?? null),
    )
    const { marks } = design
    const drop = faceHeightPx(marks) * 0.02
    const coverBelow = o.coverFace
      ? { x: marks.glabella.x, y: marks.glabella.y - drop, tilt: marks.midlineTilt }
      : undefined
    const bytes = await engine().picture(designs, { type: 'image/png', caption: CAPTION, coverBelow })
    download(bytes, `trichion-simulation-${new Date().toISOString().slice(0, 10)}.png`)
  } catch {
    toast('The picture could not be made. Nothing was changed.')
  } finally {
    jobsStore.setState({ exporting: false })
  }
}

function download(bytes: ArrayBuffer, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
