import { useEffect } from 'react'
import { useStore } from 'zustand'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { part } from '../../shell/part.tsx'

const close = () => setView({ exportOpen: false })
const ExportPanel = part(() => import('./ExportPanel.tsx').then((m) => m.ExportPanel), { close })

/** Under the Export button; Esc or a press elsewhere closes it, also while it is still being loaded. */
export function ExportPopover() {
  const open = useStore(viewStore, (s) => s.exportOpen)
  return open ? <Opened /> : null
}

function Opened() {
  useEffect(() => {
    const onPointerDown = (e: PointerEvent) => {
      // What is opened from here lies over it, and leads back to it.
      if (!(e.target instanceof Element && e.target.closest('.export, .export-anchor, .consent'))) close()
    }
    const onKeyDown = (e: KeyboardEvent) => {
      if (e.key !== 'Escape' || viewStore.getState().consentOf !== null) return
      close()
      document.querySelector<HTMLElement>('.export-anchor')?.focus()
    }
    addEventListener('pointerdown', onPointerDown, true)
    addEventListener('keydown', onKeyDown)
    return () => {
      removeEventListener('pointerdown', onPointerDown, true)
      removeEventListener('keydown', onKeyDown)
      close()
    }
  }, [])
  return <ExportPanel />
}
