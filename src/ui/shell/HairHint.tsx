import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { areaInHand } from '../../core/design/areas/areas.ts'
import { isGuessedScale, isScaled } from '../../core/design/scale/calibration.ts'
import type { Design } from '../../core/design/design.ts'
import { fitOf } from '../../core/design/head/head.ts'
import { areaLayer } from '../../core/design/layers.ts'
import { leaveHairOut, leaveOutStore } from '../../store/edits/areaActions.ts'
import { followHair, hairInHand, hairStore, meanHair } from '../../store/edits/hairStore.ts'
import { toast } from '../../store/jobsStore.ts'
import { isEyeShut, layerStore } from '../../store/layerStore.ts'
import type { HairInArea } from '../panels/shownTypes.ts'
import { areaStrings } from '../strings/areaStrings.ts'
import { AskingBar, goOnToPhoto } from './AskingBar.tsx'
import { aboutWhere, areaText } from './figures/bandText.ts'
import { percent } from './figures/format.ts'

const t = areaStrings.onHair

/** Work that is over sooner than this shows nothing, ms. */
const SHOWN_AFTER_MS = 150

/**
 * One line where the area in hand lies over much of the patient's own hair, and both answers to it.
 * @param waits whether another bar stands in its place just now
 */
export function HairHint({ design, waits = false }: { readonly design: Design; readonly waits?: boolean }) {
  const found = useStore(hairStore, (s) => hairInHand(s, design))
  const looking = useStore(leaveOutStore, (s) => s.looking !== false)
  const asked = useStore(leaveOutStore, (s) => s.suggestion !== null)
  useEffect(followHair, [])
  const isTakenOut = useStore(leaveOutStore, (s) => s.looking === 'hair')
  const takesLong = useLasting(isTakenOut)
  const keepOut = async () => {
    if (looking) return
    const done = await leaveHairOut(areaStrings.edits.keepHairOut)
    if (done === 'shaped') goOnToPhoto()
    else toast(isProblem(done) ? areaStrings.leaveOut.problems[done] : areaStrings[done])
  }
  const leave = () => {
    if (looking) return
    meanHair(t.edit)
    goOnToPhoto()
  }
  // What is locked or hidden by hand takes no answer. The steps show areas themselves, or what dots are in them.
  const layer = areaLayer(areaInHand(design))
  const open = useStore(layerStore, ({ locked }) => !locked.has(layer) && !isEyeShut(layer))
  const said = open && !asked ? found : null
  return (
    <AskingBar said={said && foundText(design, said)} waits={waits}>
      <button type="button" className="button" aria-disabled={looking} onClick={() => void keepOut()}>
        {t.keepOut}
      </button>
      <button type="button" className="button button-quiet" aria-disabled={looking} onClick={leave}>
        {t.leave}
      </button>
      {takesLong && (
        <div className="progress progress-open" role="progressbar" aria-label={t.looking}>
          <div className="progress-bar" />
        </div>
      )}
    </AskingBar>
  )
}

/** Whether something that goes on has lasted so long that it is shown. */
function useLasting(goesOn: boolean): boolean {
  const [lasted, setLasted] = useState(false)
  useEffect(() => {
    if (!goesOn) return
    const timer = setTimeout(() => setLasted(true), SHOWN_AFTER_MS)
    return () => {
      clearTimeout(timer)
      setLasted(false)
    }
  }, [goesOn])
  return goesOn && lasted
}

const isProblem = (
  done: Awaited<ReturnType<typeof leaveHairOut>>,
): done is keyof typeof areaStrings.leaveOut.problems => done in areaStrings.leaveOut.problems

/** Both figures stand on the head; seen flat, only their share says something. */
function foundText(design: Design, { hairCm2, areaCm2 }: HairInArea): string {
  if (!isScaled(design) || !fitOf(design)) return t.foundShare(percent(hairCm2.value / areaCm2.value))
  const guessed = isGuessedScale(design)
  return t.found(aboutWhere(guessed, areaText(hairCm2)), aboutWhere(guessed, areaText(areaCm2)))
}
