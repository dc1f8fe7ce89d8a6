import { Check } from 'lucide-react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import { hasArea } from '../../../core/design/areas/area.ts'
import { isGuessedScale, isScaled } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { committedDesign, designStore, type StudioState } from '../../../store/designStore.ts'
import { setStep, stepNames, viewStore, type StepName } from '../../../store/viewStore.ts'
import { Hint } from '../Hint.tsx'
import { strings } from '../../strings/strings.ts'

const hasData: Record<StepName, (d: Design) => boolean> = {
  photo: (d) => d.marks.checked,
  scale: (d) => isScaled(d) && !isGuessedScale(d),
  hairline: () => true,
  area: hasArea,
  dots: (d) => d.fill.filled,
}

const known = new WeakMap<Design, string>()

/** A 1 or 0 for each step. */
function doneSteps(design: Design): string {
  const before = known.get(design)
  if (before !== undefined) return before
  const done = stepNames.map((name) => (hasData[name](design) ? '1' : '0')).join('')
  known.set(design, done)
  return done
}

function doneNow(s: StudioState): string {
  const committed = committedDesign(s)
  return committed ? doneSteps(committed) : ''
}

/** Five shortcuts in any order. A step is ticked when its data is there and the artist has come by. */
export function StepBar() {
  const step = useStore(viewStore, (s) => s.step)
  const furthest = useStore(viewStore, (s) => s.furthest)
  // By the words alone: few edits change a tick, and a hand that lets go waits for all that is drawn anew.
  const done = useStore(designStore, doneNow)
  const now = stepNames.indexOf(step)
  const untouched = useStore(designStore, (s) => (s.history?.entries.length ?? 0) <= 1)
  // What was proposed for a view that nobody has touched is nobody's work, however far one came on another view.
  const reached = done.endsWith('1') ? stepNames.length : untouched && done[1] === '0' ? 1 : furthest

  return (
    <nav className="stepbar floating" aria-label={strings.stepsLabel}>
      {stepNames.map((name, i) => {
        const ticked = done[i] === '1' && i < reached && i !== now
        return (
          <Hint key={name} text={strings.steps[name]} keys={`${i + 1}`}>
            <Focusable>
              <button
                type="button"
                className="step"
                data-step={name}
                aria-label={strings.steps[name]}
                aria-current={i === now ? 'step' : undefined}
                onClick={() => setStep(name)}
              >
                <span className="step-mark" aria-hidden="true">
                  {ticked ? <Check size={16} className="ok" /> : i + 1}
                </span>
                <span className="step-name">{strings.steps[name]}</span>
              </button>
            </Focusable>
          </Hint>
        )
      })}
    </nav>
  )
}
