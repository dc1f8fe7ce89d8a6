import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { planeOf } from '../../../core/design/scale/faceScale.ts'
import type { Design } from '../../../core/design/design.ts'
import type { PatchName } from '../../../core/fill/comparePatches.ts'
import { choosePatch, matchStore, nudgePatch } from '../../../store/edits/matchActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { setView } from '../../../store/viewStore.ts'
import { percent } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'
import { patchHandle } from '../overlays/patchOverlay.ts'

const t = strings.match
const names: readonly PatchName[] = ['hair', 'bare']

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The circles of a match for the keyboard: arrows move 4 px, with Shift 40, with Alt .1 mm. */
export function PatchHandles() {
  const patches = useStore(matchStore, (s) => s.matching?.patches ?? null)
  const design = useStore(designStore, (s) => (patches ? s.design : null))
  if (!patches || !design) return null
  return (
    <ul className="unseen" aria-label={t.circles}>
      {names.map((name) => {
        const { x, y } = patches[name]
        const across = x / design.photo.width
        const text = t.placeOf(percent(across), percent(y / design.photo.height))
        return (
          <li key={name}>
            <span
              role="slider"
              tabIndex={0}
              aria-label={t.patches[name]}
              aria-valuenow={Math.round(100 * across)}
              aria-valuetext={text}
              onKeyDown={(e) => nudge(e, design, name)}
              onFocus={() => {
                choosePatch(name)
                setView({ activeHandle: patchHandle(name) })
              }}
              onBlur={() => setView({ activeHandle: null })}
            />
          </li>
        )
      })}
    </ul>
  )
}

function nudge(event: KeyboardEvent, design: Design, name: PatchName): void {
  const direction = arrows[event.key]
  if (!direction || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  event.stopPropagation()
  const px = event.altKey ? 0.1 / planeOf(design).mmPerPxAt(design.marks.glabella) : event.shiftKey ? 40 : 4
  nudgePatch(name, { x: direction[0] * px, y: direction[1] * px })
}
