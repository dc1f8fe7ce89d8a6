import { useEffect } from 'react'
import { useStore } from 'zustand'
import { cancelTransfer, closeTransfer } from '../../../store/saving/backupActions.ts'
import { transferStore } from '../../../store/saving/transferStore.ts'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { part } from '../../shell/part.tsx'
import { takeDroppedCases } from './caseDrop.ts'

/** What nobody can see or stop is not gone on with. */
const TransferDialog = part(() => import('./TransferDialog.tsx').then((m) => m.TransferDialog), {
  close() {
    cancelTransfer()
    closeTransfer()
  },
})
const BackupsDialog = part(() => import('./BackupsDialog.tsx').then((m) => m.BackupsDialog), {
  close: () => setView({ backupsOpen: false }),
})

/** Case files that are dropped anywhere on the page, and the windows that show what becomes of them. */
export function Transfers() {
  useEffect(takeDroppedCases, [])
  const busy = useStore(transferStore, (s) => s.state !== 'none')
  const backups = useStore(viewStore, (s) => s.backupsOpen)
  return (
    <>
      {backups && <BackupsDialog />}
      {busy && <TransferDialog />}
    </>
  )
}
