import { historyToRecord } from '../core/design/serialise.ts'
import { download, localTime } from './download.ts'
import { unsavedHistories } from './autosave.ts'
import { designStore } from './designStore.ts'
import { toast } from './jobsStore.ts'
import { engine } from './services.ts'

/**
 * Downloads the open project as a zip: the photo as it is kept, and the design with all of its undo steps. Asks nothing of
 * the storage, so that it works where nothing can be saved any more. Other designs that wait to be saved go with it.
 */
export async function exportProject(): Promise<void> {
  const { photo, history } = designStore.getState()
  const histories = new Map(unsavedHistories())
  if (photo && history) histories.set(photo.id, history)
  const bytes = await engine().currentPhoto()?.arrayBuffer()
  const { strToU8, zipSync } = await import('fflate')
  const files: Record<string, Uint8Array | [Uint8Array, { level: 0 }]> = {}
  for (const [id, unsaved] of histories) {
    const name = id === photo?.id ? 'design' : `design-${Object.keys(files).length}`
    files[`${name}.json`] = strToU8(JSON.stringify(historyToRecord(unsaved), bytesAsText))
  }
  if (photo && bytes) files[`photo${extensionOf(new Uint8Array(bytes))}`] = [new Uint8Array(bytes), { level: 0 }]
  const name = `trichion-project-${localTime(new Date())}.zip`
  download(zipSync(files).slice().buffer, name, 'application/zip')
  toast(`Saved as ${name}.`)
}

const bytesAsText = (_key: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { base64: btoa(String.fromCharCode(...value)) } : value

function extensionOf(bytes: Uint8Array): string {
  const text = String.fromCharCode(...bytes.subarray(0, 12))
  if (text.startsWith('\xff\xd8')) return '.jpg'
  if (text.startsWith('\x89PNG')) return '.png'
  if (text.endsWith('WEBP')) return '.webp'
  return text.includes('avif') ? '.avif' : '.heic'
}
