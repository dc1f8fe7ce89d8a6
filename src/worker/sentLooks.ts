import type { PictureId } from './engine.ts'

/** More than the page keeps pictures of. */
const KEPT = 12

type Looks = ReadonlyMap<string, string>

/** How the tiles of the last pictures look, by place. Ids are random: a replaced worker knows none of the old ones. */
export function sentLooks() {
  const pictures = new Map<PictureId, Looks>()
  /** The newest preview has a place of its own: a long gesture has many, and they must not drive the pictures out. */
  let preview: { readonly id: PictureId; readonly looks: Looks } | null = null
  return {
    looksOf: (id: PictureId): Looks | undefined => (preview?.id === id ? preview.looks : pictures.get(id)),
    remember(looks: Looks, isPreview: boolean): PictureId {
      const id = crypto.randomUUID()
      if (isPreview) {
        preview = { id, looks }
        return id
      }
      pictures.set(id, looks)
      const oldest = pictures.keys().next().value
      if (pictures.size > KEPT && oldest !== undefined) pictures.delete(oldest)
      return id
    },
    forget: (): void => pictures.clear(),
  }
}
