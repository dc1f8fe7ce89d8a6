import { Suspense, lazy } from 'react'
import { useStore } from 'zustand'
import { viewStore } from '../../../store/viewStore.ts'

const ExportPanel = lazy(() => import('./ExportPanel.tsx').then((m) => ({ default: m.ExportPanel })))

export function ExportPopover() {
  const open = useStore(viewStore, (s) => s.exportOpen)
  return open ? (
    <Suspense fallback={null}>
      <ExportPanel />
    </Suspense>
  ) : null
}
