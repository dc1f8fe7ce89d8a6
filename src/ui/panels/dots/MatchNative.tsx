import { useEffect, useLayoutEffect, useRef } from 'react'
import { Pipette } from 'lucide-react'
import { useStore } from 'zustand'
import { adjustmentsOf } from '../../../core/design/adjustments.ts'
import { surfaceOf } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import type { PatchName } from '../../../core/fill/comparePatches.ts'
import {
  applyMatch,
  choosePatch,
  clearMatch,
  matchStore,
  measureAgain,
  stopMatching,
  type Matching,
} from '../../../store/edits/matchActions.ts'
import { pictures } from '../../../store/dots/pictures.ts'
import { colourFilter } from '../../canvas/adjustedView.ts'
import { paintTiles } from '../../canvas/paintTiles.ts'
import { photoTiles } from '../../canvas/studioScene.ts'
import { command } from '../../shell/commands/commands.ts'
import { strings } from '../../strings/strings.ts'
import { matchedText, matchingText } from './matchText.ts'
import './matchNative.css'

const t = strings.match
const START_ID = 'match-native-hair'
const names: readonly PatchName[] = ['hair', 'bare']

/** Stands in the head of the Shade section. */
export function MatchButton() {
  const on = useStore(matchStore, (s) => s.matching !== null)
  return (
    <button id={START_ID} type="button" className="aside-button" aria-pressed={on} onClick={command('match').run}>
      <Pipette aria-hidden="true" />
      {t.start}
    </button>
  )
}

/** Two patches being compared, or what a comparison has led to; nothing before. */
export function MatchNative({ design }: { design: Design }) {
  const matching = useStore(matchStore, (s) => s.matching)
  if (matching) return <Comparing design={design} matching={matching} />
  const { match } = design.fill
  if (!match) return null
  return (
    <div className="matched">
      <p className="note matched-text">{matchedText(design, match)}</p>
      <button type="button" className="button button-quiet" onClick={() => clearMatch(t.edits.clear)}>
        {t.clear}
      </button>
    </div>
  )
}

function Comparing({ design, matching }: { design: Design; matching: Matching }) {
  const { patches, result, failed } = matching
  const refused = failed || (result !== null && !result.ok && (matching.found || !matching.proposed))
  const box = useRef<HTMLDivElement>(null)
  // Focus that would go with the panel goes back to what opened it.
  useLayoutEffect(
    () => () => {
      if (box.current?.contains(document.activeElement)) document.getElementById(START_ID)?.focus()
    },
    [],
  )
  // What the comparison says, and Use, stand below the shades: nobody should have to look for them.
  useEffect(() => {
    // Some browsers answer with a promise, which is no way to clean an effect up.
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [result, failed])
  return (
    <div
      ref={box}
      className="match"
      role="group"
      aria-label={t.start}
      onKeyDown={(e) => {
        if (e.key !== 'Escape') return
        e.stopPropagation()
        stopMatching()
      }}
    >
      <div className="match-crops">
        {names.map((name) => (
          <button
            key={name}
            type="button"
            className="match-crop"
            aria-pressed={matching.chosen === name}
            disabled={!patches}
            onClick={() => choosePatch(name)}
          >
            <Crop design={design} matching={matching} name={name} />
            {t.patches[name]}
          </button>
        ))}
      </div>
      <p className={`note match-says ${refused ? 'warning' : ''}`}>{matchingText(design, matching)}</p>
      {patches && <p className="note">{t.help}</p>}
      <div className="match-ends">
        {failed ? (
          <button type="button" className="button" onClick={measureAgain}>
            {t.again}
          </button>
        ) : (
          <button
            type="button"
            className="button button-solid"
            disabled={!result?.ok}
            onClick={() => applyMatch(t.edits.match)}
          >
            {t.use}
          </button>
        )}
        <button type="button" className="button" onClick={stopMatching}>
          {t.cancel}
        </button>
      </div>
    </div>
  )
}

/** Side of a crop, CSS px: the circle fills it. */
const CROP_PX = 96

/** The photo inside one circle, live. */
function Crop({ design, matching, name }: { design: Design; matching: Matching; name: PatchName }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const patches = matching.patches
  const at = patches?.[name]
  const radiusPx = patches && at ? patches.radiusMm / surfaceOf(design).mmPerPxAt(at) : 0
  useEffect(() => {
    const draw = () => {
      const context = canvas.current?.getContext('2d')
      const size = pictures.size()
      if (!context || !size || !at) return
      const box = { width: CROP_PX, height: CROP_PX }
      const camera = { zoom: CROP_PX / (2 * radiusPx), x: at.x, y: at.y, fitted: false }
      context.clearRect(0, 0, CROP_PX * devicePixelRatio, CROP_PX * devicePixelRatio)
      paintTiles(context, photoTiles, camera, box, size, devicePixelRatio)
    }
    draw()
    return pictures.subscribe(draw)
  }, [at, radiusPx])
  const adjustments = adjustmentsOf(design)
  useEffect(() => {
    if (!canvas.current) return undefined
    const colours = colourFilter(canvas.current)
    colours.show(adjustments)
    return colours.stop
  }, [adjustments])
  const side = CROP_PX * devicePixelRatio
  return <canvas ref={canvas} className="match-picture" width={side} height={side} aria-hidden="true" />
}
