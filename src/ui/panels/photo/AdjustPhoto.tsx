import { Pipette } from 'lucide-react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import {
  adjustmentRange,
  adjustmentsOf,
  asTaken,
  isAdjusted,
  levelsEyes,
  rightsMidline,
  withAdjustments,
  type AdjustedFigure,
} from '../../../core/design/adjustments.ts'
import type { Design } from '../../../core/design/design.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { isPicking, pipetteStore, startPicking, stopPicking } from '../../canvas/hands/whitePipette.ts'
import { adjustStrings as t } from '../../strings/adjustStrings.ts'
import { strings } from '../../strings/strings.ts'
import { CropPhoto } from './CropPhoto.tsx'
import { designEdit } from '../editDesign.ts'
import { Section } from '../PanelParts.tsx'
import { ScrubSlider } from '../ScrubSlider.tsx'
import './adjustPhoto.css'

interface Look {
  readonly label: string
  readonly step: number
  readonly digits: number
  readonly unit: string
}

const looks: Readonly<Record<AdjustedFigure, Look>> = {
  exposureEv: { label: t.exposure, step: 0.05, digits: 2, unit: t.ev },
  temperature: { label: t.temperature, step: 1, digits: 0, unit: '' },
  tint: { label: t.tint, step: 1, digits: 0, unit: '' },
  straightenDeg: { label: t.straighten, step: 0.1, digits: 1, unit: '°' },
}

/** How the picture is looked at: light, white and level. The design below stays as it is. */
export function AdjustPhoto({ design }: { design: Design }) {
  const adjustments = adjustmentsOf(design)
  const { picking, problem } = useStore(pipetteStore)
  // The hand that picks goes with the panel.
  useEffect(() => stopPicking, [])
  useEffect(() => {
    if (!picking) return undefined
    const onKeyDown = (e: KeyboardEvent) => {
      if (e.key !== 'Escape') return
      e.preventDefault()
      stopPicking()
    }
    addEventListener('keydown', onKeyDown, { capture: true })
    return () => removeEventListener('keydown', onKeyDown, { capture: true })
  }, [picking])

  const slider = (name: AdjustedFigure) => {
    const [min, max] = adjustmentRange[name]
    const { label, step, digits, unit } = looks[name]
    return (
      <ScrubSlider
        label={label}
        value={adjustments[name]}
        min={min}
        max={max}
        step={step}
        digits={digits}
        unit={unit}
        initial={0}
        {...designEdit(strings.edits.change(label), (base, value) => withAdjustments(base, { [name]: value }))}
      />
    )
  }
  const turn = (straightenDeg: number, label: string) => edit(withAdjustments(design, { straightenDeg }), label)

  return (
    <Section
      title={t.title}
      aside={
        isAdjusted(adjustments) && (
          <button
            type="button"
            className="button button-quiet adjust-reset"
            onClick={() => edit(withAdjustments(design, asTaken), t.edits.reset)}
          >
            {t.reset}
          </button>
        )
      }
    >
      {slider('exposureEv')}
      {slider('temperature')}
      {slider('tint')}
      <div className="button-row">
        <button
          type="button"
          className="button adjust-pipette"
          aria-pressed={picking}
          onClick={() => (isPicking() ? stopPicking() : startPicking())}
        >
          <Pipette size={16} aria-hidden="true" />
          {t.pipette}
        </button>
      </div>
      <div role="status">
        {problem ? <p className="note">{t[problem]}</p> : picking && <p className="note">{t.pipetteHelp}</p>}
      </div>
      <div className="adjust-straighten">{slider('straightenDeg')}</div>
      <div className="button-row">
        <button type="button" className="button" onClick={() => turn(levelsEyes(design.marks), t.edits.levelEyes)}>
          {t.levelEyes}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => turn(rightsMidline(design.marks), t.edits.rightMidline)}
        >
          {t.rightMidline}
        </button>
      </div>
      <CropPhoto design={design} />
      <p className="note">{t.note}</p>
    </Section>
  )
}
