import { useEffect, useRef, useState } from 'react'
import { Check, Columns2, Image } from 'lucide-react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import { exportPicture } from '../../store/exportActions.ts'
import { jobsStore } from '../../store/jobsStore.ts'
import { setView, viewStore } from '../../store/viewStore.ts'
import { strings } from '../strings/strings.ts'
import { SwitchRow } from './SwitchRow.tsx'

const t = strings.export

export function ExportPopover() {
  const open = useStore(viewStore, (s) => s.exportOpen)
  return open ? <ExportPanel /> : null
}

/** Under the Export button; Esc or a press elsewhere closes it. */
function ExportPanel() {
  const busy = useStore(jobsStore, (s) => s.exporting)
  const [what, setWhat] = useState<'both' | 'b'>('both')
  const [coverFace, setCoverFace] = useState(true)
  const panel = useRef<HTMLDivElement>(null)
  const close = () => setView({ exportOpen: false })

  useEffect(() => {
    panel.current?.focus()
    const onPointerDown = (e: PointerEvent) => {
      const inside =
        e.target instanceof Element && (panel.current?.contains(e.target) || e.target.closest('.export-anchor'))
      if (!inside) close()
    }
    const onKeyDown = (e: KeyboardEvent) => {
      if (e.key !== 'Escape') return
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

  const rows = [
    ['both', t.both, t.bothText, <Columns2 key="i" aria-hidden="true" />],
    ['b', t.onlyB, t.onlyBText, <Image key="i" aria-hidden="true" />],
  ] as const
  return (
    <div ref={panel} className="export popover" role="dialog" aria-label={t.title} tabIndex={-1}>
      <h2 className="export-title">{t.title}</h2>
      <RadioGroup
        aria-label={t.what}
        className="export-kinds"
        value={what}
        onChange={(value) => setWhat(value === 'b' ? 'b' : 'both')}
      >
        {rows.map(([id, name, text, icon]) => (
          <Radio key={id} value={id} className="export-kind">
            {icon}
            <span className="export-kind-text">
              <span className="export-kind-name">{name}</span>
              <span className="export-kind-note">{text}</span>
            </span>
            <Check className="export-check" size={18} aria-hidden="true" />
          </Radio>
        ))}
      </RadioGroup>
      <div className="export-settings">
        <SwitchRow label={t.hideFace} on={coverFace} onChange={setCoverFace} />
        <p className="note">{t.note}</p>
        <button
          type="button"
          className="button button-solid button-wide"
          disabled={busy}
          onClick={() => void exportPicture({ sides: what === 'both' ? ['a', 'b'] : ['b'], coverFace }).then(close)}
        >
          {busy ? t.running : t.run}
        </button>
      </div>
    </div>
  )
}
