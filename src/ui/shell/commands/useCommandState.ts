import { useStore } from 'zustand'
import { compareStore } from '../../../store/compare/compareStore.ts'
import { designStore } from '../../../store/designStore.ts'
import { jobsStore } from '../../../store/jobsStore.ts'
import { queueStore } from '../../../store/edits/queuedSteps.ts'
import { slidesElsewhere } from '../../../store/snapshots/slidesElsewhere.ts'
import { routeStore } from '../../../store/routeStore.ts'
import { viewStore } from '../../../store/viewStore.ts'

/** Draws again when something that switches commands on or off has changed. */
export function useCommandState(): void {
  useStore(designStore, (s) => s.history)
  useStore(designStore, (s) => s.heads)
  useStore(designStore, (s) => s.snapshots)
  useStore(slidesElsewhere)
  useStore(jobsStore, (s) => s.savingSnapshot)
  useStore(queueStore)
  useStore(jobsStore, (s) => s.exporting)
  useStore(viewStore, (s) => s.planKind)
  useStore(routeStore, (s) => s.screen)
  useStore(compareStore, (s) => `${s.a} ${s.b}`)
}
