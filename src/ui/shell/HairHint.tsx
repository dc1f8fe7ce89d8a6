import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { areaInHand } from '../../core/design/areas/areas.ts'
import { isGuessedScale, isScaled } from '../../core/design/scale/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { fitOf } from '../../core/design/head/head.ts'
import { areaLayer } from '../../core/design/layers.ts'
import { leaveOutNow, leaveOutStore } from '../../store/edits/areaActions.ts'
import { followHair, hairInHand, hairStore, meanHair } from '../../store/edits/hairStore.ts'
import { toast } from '../../store/jobsStore.ts'
import { layerStore, refusalOf } from '../../store/layerStore.ts'
import type { HairInArea } from '../panels/shownTypes.ts'
import { areaStrings } from '../strings/areaStrings.ts'
import { aboutWhere, areaText } from './figures/bandText.ts'
import { percent } from './figures/format.ts'

const t = areaStrings.onHair

/** One line where the area in hand lies over much of the patient's own hair, and both answers to it. */
export function HairHint({ design }: { design: Design }) {
  const found = useStore(hairStore, (s) => hairInHand(s, design))
  const looking = useStore(leaveOutStore, (s) => s.looking)
  const asked = useStore(leaveOutStore, (s) => s.suggestion !== null)
  const place = useRef<HTMLDivElement>(null)
  useEffect(followHair, [])
  /** Once answered, the buttons are gone: the focus stays where they were. */
  const answer = (given: () => void) => () => {
    place.current?.focus()
    given()
  }
  // What is locked or hidden takes no answer.
  const open = useStore(layerStore, () => refusalOf(design, areaLayer(areaInHand(design))) === null)
  const said = open && !asked ? found : null
  return (
    <div ref={place} role="status" tabIndex={-1} className={said ? 'hint hint-asks floating' : undefined}>
      {said && (
        <>
          <p>{foundText(design, said)}</p>
          <button type="button" className="button" disabled={looking} onClick={answer(() => void keepOut())}>
            {t.keepOut}
          </button>
          <button type="button" className="button button-quiet" onClick={answer(() => meanHair(t.edit))}>
            {t.leave}
          </button>
        </>
      )}
    </div>
  )
}

/** Both figures stand on the head; seen flat, only their share says something. */
function foundText(design: Design, { hairCm2, areaCm2 }: HairInArea): string {
  if (!isScaled(design) || !fitOf(design)) return t.foundShare(percent(hairCm2.value / areaCm2.value))
  const guessed = isGuessedScale(design)
  return t.found(aboutWhere(guessed, areaText(hairCm2)), aboutWhere(guessed, areaText(areaCm2)))
}

async function keepOut(): Promise<void> {
  const done = await leaveOutNow(areaStrings.edits.leaveOut)
  if (done === 'late' || done === 'failed') toast(areaStrings[done])
}
