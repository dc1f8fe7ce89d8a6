import { X } from 'lucide-react'
import { useStore } from 'zustand'
import type { Design } from '../../../core/design/design.ts'
import { measureOf, measuresOf } from '../../../core/design/scale/measures.ts'
import { committedDesign, designStore } from '../../../store/designStore.ts'
import { layerStore, objectInHand } from '../../../store/layerStore.ts'
import { takeObject } from '../../../store/edits/objectActions.ts'
import { layMeasure } from '../../canvas/hands/layMeasure.ts'
import { deleteSaying } from '../deleteObject.ts'
import { measureName, objectStrings } from '../../strings/objectStrings.ts'
import { MeasureFigure } from './MeasureFigure.tsx'
import { measureText } from './measureText.ts'
import { PanelHead, Section } from '../PanelParts.tsx'
import './measurePanel.css'

const t = objectStrings.measures

/** All that was measured on the photo, while the Measure tool is in the hand. */
export function MeasurePanel() {
  const committed = useStore(designStore, committedDesign)
  // What is dragged says its figure on the way.
  const design = useStore(designStore, (s) => s.design) ?? committed
  useStore(layerStore, (s) => s.object)
  if (!design) return null
  const object = objectInHand(design)
  const held = object?.kind === 'measure' ? measureOf(design, object.id) : null
  return (
    <>
      <PanelHead title={t.title} />
      <Section>
        <p className="note">{t.how}</p>
        <div className="measure-lay">
          <button type="button" className="button" onClick={() => layMeasure('distance')}>
            {t.layDistance}
          </button>
          <button type="button" className="button" onClick={() => layMeasure('angle')}>
            {t.layAngle}
          </button>
        </div>
      </Section>
      {held && <MeasureFigure key={held.id} design={design} measure={held} />}
      <Section title={t.list}>
        {measuresOf(design).length > 0 ? <MeasureList design={design} /> : <p className="note">{t.none}</p>}
        <p className="note">{t.where}</p>
      </Section>
    </>
  )
}

/** Each measure with its value and band; a press takes it in hand, and a button deletes it. */
export function MeasureList({ design }: { design: Design }) {
  useStore(layerStore, (s) => s.object)
  const held = objectInHand(design)
  return (
    <ul className="measures" aria-label={t.list}>
      {measuresOf(design).map((measure) => {
        const name = measureName(design, measure)
        const object = { kind: 'measure', id: measure.id } as const
        return (
          <li key={measure.id} className="measure">
            <button
              type="button"
              className="measure-name"
              aria-pressed={held?.kind === 'measure' && held.id === measure.id}
              onClick={() => takeObject(object)}
              onKeyDown={(e) => {
                if (e.key === 'Delete' || e.key === 'Backspace') deleteSaying(object)
              }}
            >
              <span>{name}</span>
              <span className="measure-value">{measureText(design, measure.points)}</span>
            </button>
            <button
              type="button"
              className="icon-button small"
              aria-label={t.remove(name)}
              onClick={() => deleteSaying(object)}
            >
              <X aria-hidden="true" />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
