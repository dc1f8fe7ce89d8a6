import { useEffect, useRef, useState } from 'react'
import { RefreshCw } from 'lucide-react'
import { useStore } from 'zustand'
import { outlinePolygon } from '../../../core/design/head/headOutline.ts'
import type { Marks } from '../../../core/design/design.ts'
import { proposeMarks } from '../../../core/design/scale/marks.ts'
import { photoViews } from '../../../core/design/photoView.ts'
import {
  cameraStore,
  closeCamera,
  dropTaken,
  ghostOf,
  holdTaken,
  keepPicture,
} from '../../../store/visits/cameraStore.ts'
import { date } from '../../shell/figures/format.ts'
import { Modal } from '../../shell/Modal.tsx'
import { strings } from '../../strings/strings.ts'
import { ChooseFile } from '../photo/PhotoInput.tsx'
import { SwitchRow } from '../SwitchRow.tsx'
import { LEVEL_DEG, useRoll } from './level.ts'
import { useCameraStream } from './useCameraStream.ts'
import './camera.css'

const t = strings.capture.camera

/** The camera over the Studio: the last photo of the same view as a ghost, a level line, and the head's outline to fill. */
export function Camera() {
  const view = useStore(cameraStore, (s) => s.view)
  const video = useRef<HTMLVideoElement>(null)
  const camera = useCameraStream(video)
  const taken = useStore(cameraStore, (s) => s.taken)
  const [failed, setFailed] = useState(false)
  const [ghostOn, setGhostOn] = useState(true)
  const ghost = useGhost(view)
  const ghostShown = ghost !== null && ghostOn
  const live = camera.size !== null && camera.problem === null

  const shoot = () => {
    setFailed(false)
    camera.take().then(holdTaken, () => setFailed(true))
  }

  return (
    <Modal title={t.title} className="camera" onClose={closeCamera}>
      <div className="camera-stage">
        <video ref={video} className="camera-picture" playsInline muted />
        {taken ? (
          <img className="camera-picture" src={taken.url} alt={t.taken} />
        ) : (
          live && (
            <>
              {ghostShown && <img className="camera-picture camera-ghost" src={ghost.url} alt="" />}
              <Guides live={camera.size} head={ghost?.head ?? null} />
            </>
          )
        )}
        {!live && !camera.problem && <p className="camera-note">{t.starting}</p>}
        {camera.problem && !taken && (
          <div className="camera-note" role="alert">
            <p>{t[camera.problem]}</p>
            <div className="camera-ways">
              <button type="button" className="button" onClick={camera.retry}>
                {t.retry}
              </button>
              <ChooseFile view={view} onChosen={closeCamera} />
            </div>
          </div>
        )}
      </div>
      <div className="camera-bar">
        <div className="camera-settings">
          <select
            className="select"
            aria-label={t.view}
            value={view}
            onChange={(e) => {
              const chosen = photoViews.find((name) => name === e.currentTarget.value)
              if (chosen) cameraStore.setState({ view: chosen })
            }}
          >
            {photoViews.map((name) => (
              <option key={name} value={name}>
                {strings.views[name]}
              </option>
            ))}
          </select>
          {camera.problem ? null : ghost ? (
            <SwitchRow label={t.ghostNote(date(ghost.date, 'long'))} on={ghostOn} quiet onChange={setGhostOn} />
          ) : (
            <span className="camera-hint">{t.noGhost}</span>
          )}
        </div>
        <div className="camera-shoot">
          {taken ? (
            <>
              <button type="button" className="button button-large" onClick={dropTaken}>
                {t.again}
              </button>
              <button
                type="button"
                className="button button-large button-solid"
                onClick={() => void keepPicture(taken.blob, view)}
              >
                {t.use}
              </button>
            </>
          ) : (
            <button
              type="button"
              className="shutter"
              aria-label={t.shoot}
              disabled={!live}
              data-first
              onClick={shoot}
            />
          )}
        </div>
        <div className="camera-settings camera-end">
          {failed && (
            <span className="warning" role="alert">
              {t.failed}
            </span>
          )}
          {live && !taken && !failed && (
            <span className="camera-hint">{ghost?.head ? t.match(date(ghost.date, 'long')) : t.frame}</span>
          )}
          {camera.several && !taken && (
            <button type="button" className="icon-button" aria-label={t.flip} onClick={camera.flip}>
              <RefreshCw aria-hidden="true" />
            </button>
          )}
        </div>
      </div>
    </Modal>
  )
}

/** A head that was taken before, in a picture of its own size. */
interface Head {
  readonly size: { readonly width: number; readonly height: number }
  readonly marks: Marks
}

/**
 * The head to fill, as large and where it was last time, and else where a head usually stands: the same distance each time.
 * And the horizon: of the device where it tells, else fixed.
 */
function Guides({ live, head }: { live: { readonly width: number; readonly height: number }; head: Head | null }) {
  const roll = useRoll()
  const { width, height } = live
  const turned = roll !== null && Math.abs(roll) > LEVEL_DEG
  const y = height * 0.42
  const line = { x1: width * 0.08, x2: width * 0.92, y1: y, y2: y }
  return (
    <>
      <HeadToFill {...(head ?? { size: live, marks: proposeMarks(width, height) })} known={head !== null} />
      <svg className="camera-picture" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {(['camera-casing', 'camera-line'] as const).map((className) => (
          <g key={className} className={className}>
            <line
              {...line}
              className={roll !== null && !turned ? 'camera-level' : undefined}
              transform={roll === null ? undefined : `rotate(${roll} ${width / 2} ${y})`}
            />
          </g>
        ))}
      </svg>
      {turned && <p className="camera-tilt">{t.tilt(String(Math.round(Math.abs(roll))))}</p>}
    </>
  )
}

/** Its outline, and a bar that its top and one that its chin is to touch: too far away leaves room, too near goes over them. */
function HeadToFill({ size, marks, known }: Head & { known: boolean }) {
  const outline = outlinePolygon(marks, 90)
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)]
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const bar = { x1: left + (right - left) * 0.35, x2: right - (right - left) * 0.35 }
  return (
    <svg
      className={known ? 'camera-picture camera-head camera-head-known' : 'camera-picture camera-head'}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={known ? t.headThen : t.headUsual}
    >
      {(['camera-casing', 'camera-line'] as const).map((className) => (
        <g key={className} className={className}>
          <polygon points={outline.map((p) => `${p.x},${p.y}`).join(' ')} />
          {[Math.min(...ys), Math.max(...ys)].map((y) => (
            <line key={y} {...bar} y1={y} y2={y} />
          ))}
        </g>
      ))}
    </svg>
  )
}

/** The original where the browser can show it, else its small picture. */
function useGhost(view: (typeof photoViews)[number]): { url: string; date: string; head: Head | null } | null {
  const [ghost, setGhost] = useState<{ url: string; date: string; view: string; head: Head | null } | null>(null)
  useEffect(() => {
    let wanted = true
    let made: string | null = null
    const find = async () => {
      const found = await ghostOf(view)
      const blob = found && ((await shows(found.original)) ? found.original : found.thumbnail)
      if (!found || !blob || !wanted) return
      made = URL.createObjectURL(blob)
      setGhost({ url: made, date: found.date, view, head: found.marks && { size: found.photo, marks: found.marks } })
    }
    // Without a ghost a photo is taken all the same.
    find().catch(() => {})
    return () => {
      wanted = false
      if (made) URL.revokeObjectURL(made)
    }
  }, [view])
  return ghost?.view === view ? ghost : null
}

async function shows(blob: Blob | null): Promise<boolean> {
  if (!blob) return false
  try {
    ;(await createImageBitmap(blob, { resizeWidth: 16 })).close()
    return true
  } catch {
    return false
  }
}
