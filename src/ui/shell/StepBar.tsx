import { useRef } from 'react'
import { Check } from 'lucide-react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import { hasArea } from '../../core/design/area.ts'
import { isScaled } from '../../core/design/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { designStore } from '../../store/designStore.ts'
import { setStep, stepNames, viewStore, type StepName } from '../../store/viewStore.ts'
import { Hint } from './Hint.tsx'
import { strings } from './strings.ts'

const hasData: Record<StepName, (d: Design) => boolean> = {
  photo: () => true,
  scale: isScaled,
  hairline: () => true,
  area: hasArea,
  dots: (d) => d.fill.filled,
}

/** Five shortcuts in any order. A step is ticked when its data is there and the artist has come by. */
export function StepBar() {
  const step = useStore(viewStore, (s) => s.step)
  const photoId = useStore(designStore, (s) => s.photo?.id)
  const done = useStore(designStore, (s) =>
    s.design ? stepNames.map((name) => (s.design && hasData[name](s.design) ? '1' : '0')).join('') : '00000',
  )
  const passed = useRef({ photoId, furthest: 0 })
  const now = stepNames.indexOf(step)
  if (passed.current.photoId !== photoId) passed.current = { photoId, furthest: 0 }
  if (done[4] === '1') passed.current.furthest = 5
  passed.current.furthest = Math.max(passed.current.furthest, now)

  return (
    <nav className="stepbar floating" aria-label={strings.stepsLabel}>
      {stepNames.map((name, i) => {
        const ticked = done[i] === '1' && i < passed.current.furthest && i !== now
        return (
          <Hint key={name} text={strings.steps[name]} keys={`${i + 1}`}>
            <Focusable>
              <button
                type="button"
                className="step"
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
