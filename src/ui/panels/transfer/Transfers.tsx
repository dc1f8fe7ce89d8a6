import { Suspense, lazy, useEffect } from 'react'
import { useStore } from 'zustand'
import { transferStore } from '../../../store/transferStore.ts'
import { takeDroppedCases } from './caseDrop.ts'

const TransferDialog = lazy(() => import('./TransferDialog.tsx').then((m) => ({ default: m.TransferDialog })))

/** Case files that are dropped anywhere on the page, and the window that shows what becomes of them. */
export function Transfers() {
  useEffect(takeDroppedCases, [])
  const busy = useStore(transferStore, (s) => s.state !== 'none')
  return busy ? (
    <Suspense fallback={null}>
      <TransferDialog />
    </Suspense>
  ) : null
}
