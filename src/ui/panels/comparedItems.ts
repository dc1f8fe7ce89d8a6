import type { Snapshot } from './shownTypes.ts'
import type { CompareItem } from '../../store/compareStore.ts'
import { strings } from '../shell/strings.ts'

export const itemName = (item: CompareItem, snapshots: readonly Snapshot[]): string =>
  item === 'before' ? strings.strip.before : (snapshots.find((s) => s.id === item)?.name ?? strings.strip.before)

/** The untouched photo first, then the snapshots as they were saved. */
export const itemsOf = (snapshots: readonly Snapshot[]): readonly CompareItem[] => [
  'before',
  ...snapshots.map((s) => s.id),
]
