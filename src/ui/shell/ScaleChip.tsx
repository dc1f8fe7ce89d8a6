import { PencilLine } from 'lucide-react'
import { useStore } from 'zustand'
import { isGuessedScale, isScaled, mmPerPxOf } from '../../core/design/calibration.ts'
import { designStore } from '../../store/designStore.ts'
import { setStep, setView, viewStore } from '../../store/viewStore.ts'
import { number, percent } from './format.ts'
import { strings } from '../strings/strings.ts'

const lengthsMm = [1, 2, 5, 10, 20, 50, 100, 200]

/** Bottom left of the canvas: a scale bar with the source of the scale, and the pencil mode while it is on. */
export function ScaleChip() {
  const scale = useStore(designStore, (s) => (s.design && isScaled(s.design) ? s.design.scale : null))
  const guessed = useStore(designStore, (s) => s.design !== null && isGuessedScale(s.design))
  const open = useStore(designStore, (s) => s.design !== null)
  const zoom = useStore(viewStore, (s) => s.camera.zoom)
  const step = useStore(viewStore, (s) => s.step)
  if (!open) return null
  if (!scale) {
    if (step === 'scale') return null
    return (
      <button type="button" className="chip chip-button floating" onClick={() => setStep('scale')}>
        <span className="chip-quiet">{strings.canvas.noScale}</span>
      </button>
    )
  }
  const band = mmPerPxOf(scale)
  const mmPerPx = band.value
  const screenPxPerMm = zoom / mmPerPx
  const mm = lengthsMm.find((length) => length * screenPxPerMm >= 48) ?? 200
  const long = mm >= 100
  return (
    <div className="chip floating">
      <span className="scale-bar" style={{ width: Math.min(180, mm * screenPxPerMm) }} aria-hidden="true" />
      <span className="chip-strong">
        {long ? strings.canvas.barCm(number(mm / 10)) : strings.canvas.barMm(number(mm))}
      </span>
      <span className="chip-quiet">
        {guessed
          ? strings.canvas.perPxGuessed(number(mmPerPx, 3))
          : strings.canvas.perPx(
              number(mmPerPx, 3),
              strings.scale.chip[scale.source],
              percent((band.high - band.low) / 2 / mmPerPx),
            )}
      </span>
    </div>
  )
}

/** The visible way out of the pencil mode. */
export function PencilChip() {
  const penMode = useStore(viewStore, (s) => s.penMode)
  if (!penMode) return null
  return (
    <button
      type="button"
      className="chip chip-button floating"
      aria-label={`${strings.canvas.pencilDraws}. ${strings.canvas.pencilOff}`}
      onClick={() => setView({ penMode: false })}
    >
      <PencilLine size={18} aria-hidden="true" />
      <span className="chip-strong">{strings.canvas.pencilDraws}</span>
    </button>
  )
}
