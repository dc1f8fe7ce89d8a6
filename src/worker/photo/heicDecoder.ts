// LGPL: stays a file of its own, byte for byte as its authors published it; its licence is public/licences/libheif.txt.
import libheifUrl from 'libheif-js/libheif-wasm/libheif-bundle.mjs?url'
import { loaded } from '../loadedPart.ts'

interface HeifPicture {
  get_width(): number
  get_height(): number
  is_primary(): boolean
  display(target: { data: Uint8ClampedArray }, done: (target: { data: Uint8ClampedArray } | null) => void): void
  free(): void
}

interface Libheif {
  HeifDecoder: new () => { decode(bytes: Uint8Array): HeifPicture[] }
}

let library: Promise<{ default: () => Libheif | Promise<Libheif> }> | null = null

/**
 * Decodes the primary picture of a HEIC file, upright, in its own colour space. The decoder is fetched on first use.
 * @throws PartMissing where the decoder does not come
 * @throws Error when it cannot be decoded whole.
 */
export async function decodeHeic(
  bytes: Uint8Array,
): Promise<{ data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number }> {
  library ??= loaded(() => import(/* @vite-ignore */ libheifUrl)) as typeof library & object
  const decoder = await library.catch((error: unknown) => {
    library = null // A failed fetch may succeed next time.
    throw error
  })
  // A new instance each time: its memory never shrinks, and a hostile file may have left it in disorder.
  const { HeifDecoder } = await decoder.default()
  const pictures = new HeifDecoder().decode(bytes)
  const picture = pictures.find((p) => p.is_primary()) ?? pictures[0]
  if (!picture) throw new Error('The HEIC file holds no picture.')
  const width = picture.get_width()
  const height = picture.get_height()
  const data = new Uint8ClampedArray(width * height * 4)
  const shown = await new Promise<boolean>((resolve) => picture.display({ data }, (target) => resolve(target !== null)))
  for (const p of pictures) p.free()
  if (!shown) throw new Error('The HEIC picture could not be decoded.')
  return { data, width, height }
}
