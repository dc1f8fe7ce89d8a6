import { ChevronLeft, ChevronRight, Heart, Lock, SquareSplitHorizontal, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { isScaled } from '../../core/design/scale/calibration.ts'
import { viewingDistances } from '../../core/pixels/viewingDistance.ts'
import { designStore } from '../../store/designStore.ts'
import { attempt, jobsStore } from '../../store/jobsStore.ts'
import { leavePresent, lockStore, setHandOver } from '../../store/lockStore.ts'
import { goToSlide, presentStore, seeFrom, showBefore, type Slide } from '../../store/snapshots/presentStore.ts'
import { starSnapshot } from '../../store/snapshots/snapshotActions.ts'
import { keepPresented } from '../../store/snapshots/slides.ts'
import { slidesElsewhere } from '../../store/snapshots/slidesElsewhere.ts'
import { setView, surrounds, viewStore } from '../../store/viewStore.ts'
import { Segmented } from '../panels/Segmented.tsx'
import { number } from '../shell/figures/format.ts'
import { presentStrings as t } from '../strings/presentStrings.ts'
import { strings } from '../strings/strings.ts'

const distances = [
  { id: 'sharp', name: t.sharp },
  ...viewingDistances.map((m) => ({ id: `${m}`, name: t.metres(number(m, m < 1 ? 1 : 0)) })),
] as const

/** Every gesture of the screen as a control; they go when nobody moves. */
export function PresentControls(props: { slide: Slide; at: number; count: number; awake: boolean }) {
  const { slide, at, count, awake } = props
  const before = useStore(presentStore, (s) => s.before)
  const distance = useStore(presentStore, (s) => s.distance)
  const surround = useStore(viewStore, (s) => s.surround)
  const kept = useStore(presentStore, (s) => s.kept)
  const keptStarred = useStarred((x) => x.id === kept && x.starred === true)
  const isKept = slide.snapshotId === null && keptStarred
  return (
    <div className={awake ? 'present-controls' : 'present-controls present-asleep'}>
      {isKept && (
        <p className="present-hint" role="status">
          {t.kept}
        </p>
      )}
      <div className="present-bar" role="group" aria-label={t.controls}>
        <BarButton name={t.previous} off={at === 0} onPress={() => goToSlide(-1)}>
          <ChevronLeft aria-hidden="true" />
        </BarButton>
        {count > 1 && <span className="present-count">{t.of(number(at + 1), number(count))}</span>}
        <BarButton name={t.next} off={at === count - 1} onPress={() => goToSlide(1)}>
          <ChevronRight aria-hidden="true" />
        </BarButton>
        <BarButton name={t.showBefore} pressed={before} onPress={() => showBefore(!before)}>
          <SquareSplitHorizontal aria-hidden="true" />
        </BarButton>
        <Favourite slide={slide} />
        <span className="bar-line" />
        {isScaled(slide.design) ? (
          <Segmented
            label={t.seenFrom}
            options={distances}
            value={distance === null ? 'sharp' : `${distance}`}
            onChange={(id) => seeFrom(viewingDistances.find((m) => `${m}` === id) ?? null)}
          />
        ) : (
          <span className="present-count">{t.noDistance}</span>
        )}
        <Segmented
          label={t.surround}
          className="present-surrounds"
          options={surrounds.map((id) => ({
            id,
            name: t.surrounds[id],
            content: <span className={`present-swatch present-swatch-${id}`} />,
          }))}
          value={surround}
          onChange={(id) => setView({ surround: id })}
        />
        <span className="bar-line" />
        <HandOver />
        <BarButton name={t.leave} onPress={leavePresent}>
          <X aria-hidden="true" />
        </BarButton>
      </div>
    </div>
  )
}

/** Whether there is such a snapshot in the visit. */
function useStarred(isIt: (snapshot: { readonly id: string; readonly starred?: boolean }) => boolean): boolean {
  const own = useStore(designStore, (s) => s.snapshots)
  const elsewhere = useStore(slidesElsewhere, (s) => s.snapshots)
  return own.some(isIt) || elsewhere.some(isIt)
}

/** What a patient likes, kept as a star. The working design, which is no snapshot yet, is kept as one first. */
function Favourite({ slide }: { slide: Slide }) {
  const kept = useStore(presentStore, (s) => s.kept)
  const saving = useStore(jobsStore, (s) => s.savingSnapshot)
  const id = slide.snapshotId ?? kept
  const starred = useStarred((x) => x.id === id && x.starred === true)
  const any = useStarred((x) => x.starred === true)
  return (
    <BarButton
      name={t.favourite}
      // The patient sees the screen: what is for the artist waits under the hand.
      hint={any ? undefined : t.noStars}
      pressed={starred}
      off={id === null && saving}
      onPress={() => attempt(id === null ? keepPresented() : starSnapshot(id, !starred), strings.notStored)}
    >
      <Heart aria-hidden="true" fill={starred ? 'currentColor' : 'none'} />
    </BarButton>
  )
}

/** Whoever holds the device switches it on; only the PIN, or Settings behind it, takes it back. */
function HandOver() {
  const hasPin = useStore(lockStore, (s) => s.hasPin)
  const on = useStore(lockStore, (s) => s.handOver)
  if (!hasPin) return null
  return (
    <BarButton name={t.handOver} pressed={on} onPress={() => setHandOver(true)}>
      <Lock aria-hidden="true" />
    </BarButton>
  )
}

function BarButton(props: {
  name: string
  /** Said beside the name where a hand rests on it. */
  hint?: string | undefined
  off?: boolean
  pressed?: boolean
  onPress: () => void
  children: ReactNode
}) {
  const { name, hint, off = false, pressed, onPress, children } = props
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      title={hint ?? name}
      aria-pressed={pressed}
      disabled={off}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
