import { Suspense, lazy, useEffect } from 'react'
import { useStore } from 'zustand'
import { transferStore } from '../../../store/transferStore.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { takeDroppedCases } from './caseDrop.ts'

const TransferDialog = lazy(() => import('./TransferDialog.tsx').then((m) => ({ default: m.TransferDialog })))

const BackupsDialog = lazy(() => import('./BackupsDialog.tsx').then((m) => ({ default: m.BackupsDialog })))

/** Case files that are dropped anywhere on the page, and the windows that show what becomes of them. */
export function Transfers() {
  useEffect(takeDroppedCases, [])
  const busy = useStore(transferStore, (s) => s.state !== 'none')
  const backups = useStore(viewStore, (s) => s.backupsOpen)
  return (
    <Suspense fallback={null}>
      {backups && <BackupsDialog />}
      {busy && <TransferDialog />}
    </Suspense>
  )
}
