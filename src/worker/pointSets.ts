import type { Design } from '../core/design/design.ts'
import { fitOf } from '../core/design/head/head.ts'
import { readHeadSet } from '../core/sampling/headSetFile.ts'
import { readPointSet, type PointSet } from '../core/sampling/rankedSet.ts'

/** The dots to place a design with. Those of heads are fetched once a design stands on one. */
export function pointSets(fetchFile: (name: string) => Promise<ArrayBuffer>): (design: Design) => Promise<PointSet> {
  const flat = once(async () => readPointSet(await fetchFile('ranked-set.bin')))
  const both = once(async () => {
    const [set, head] = await Promise.all([flat(), fetchFile('head-set.bin')])
    return { ...set, head: readHeadSet(head) }
  })
  return (design) => (fitOf(design) ? both() : flat())
}

/** What failed may succeed next time. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | null = null
  return () => {
    loaded ??= load()
    loaded.catch(() => (loaded = null))
    return loaded
  }
}
