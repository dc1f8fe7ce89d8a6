import { useStore } from 'zustand'
import { Focusable } from 'react-aria-components'
import { isGuessedScale, isScaled, scaleOnPhoto } from '../../../core/design/scale/calibration.ts'
import { designStore } from '../../../store/designStore.ts'
import { setStep, viewStore } from '../../../store/viewStore.ts'
import { number, percent } from '../figures/format.ts'
import { lengthUnit, longUnit, perPxText, shownUnit } from '../figures/length.ts'
import { guessSaid, lengthsSaid, sourceSaid } from '../figures/scaleSaid.ts'
import { Hint } from '../Hint.tsx'
import { strings } from '../../strings/strings.ts'

const t = strings.scale

/** Of a scale bar, in the unit that is shown. */
const barLengths = { mm: [1, 2, 5, 10, 20, 50, 100, 200], in: [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8] } as const

/** Bottom left of the canvas: a scale bar with the source of the scale. */
export function ScaleChip() {
  const scale = useStore(designStore, (s) => (s.design && isScaled(s.design) ? s.design.scale : null))
  const guessed = useStore(designStore, (s) => s.design !== null && isGuessedScale(s.design))
  const photo = useStore(designStore, (s) => s.design?.photo ?? null)
  const head = useStore(designStore, (s) => s.design?.head)
  const zoom = useStore(viewStore, (s) => s.camera.zoom)
  const step = useStore(viewStore, (s) => s.step)
  if (!photo) return null
  if (!scale) {
    if (step === 'scale') return null
    return (
      <button type="button" className="chip chip-button floating" onClick={() => setStep('scale')}>
        <span className="chip-quiet">{strings.canvas.noScale}</span>
      </button>
    )
  }
  const said = scaleOnPhoto({ photo, scale, head })
  const { mmPerPx: band, foreshortened } = said
  const mmPerPx = band.value
  const screenPxPerMm = zoom / mmPerPx
  const { per } = shownUnit()
  const lengths = barLengths[lengthUnit()]
  const mm = per * (lengths.find((length) => length * per * screenPxPerMm >= 48) ?? lengths[7])
  return (
    <Hint
      text={guessed ? guessSaid({ photo, scale }) : foreshortened ? t.turnedView : lengthsSaid(said)}
      placement="top"
    >
      <Focusable>
        <button type="button" className="chip chip-button floating" onClick={() => setStep('scale')}>
          <span className="scale-bar" style={{ width: Math.min(180, mm * screenPxPerMm) }} aria-hidden="true" />
          <span className="chip-strong">{barText(mm)}</span>
          <span className="chip-quiet">
            {guessed || foreshortened
              ? strings.canvas.perPxGuessed(perPxText(mmPerPx))
              : strings.canvas.perPx(
                  perPxText(mmPerPx),
                  sourceSaid(said),
                  percent((band.high - band.low) / 2 / mmPerPx),
                )}
          </span>
        </button>
      </Focusable>
    </Hint>
  )
}

/** `20 mm`, `10 cm`, `0.5 in`: as round as the bar is. */
function barText(mm: number): string {
  const { unit, per } = longUnit(mm * 1.01)
  const figure = mm / per
  return `${number(figure, Number.isInteger(figure) ? 0 : figure < 0.1 || figure === 0.25 ? 2 : 1)} ${unit}`
}
