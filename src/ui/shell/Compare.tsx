import { Blend, Columns2, Diff, Plus, SquareSplitHorizontal, Zap } from 'lucide-react'
import { useEffect } from 'react'
import { Focusable } from 'react-aria-components'
import { useStore } from 'zustand'
import {
  addSide,
  compareStore,
  otherTime,
  sidesShown,
  type CompareMode,
  type CompareState,
} from '../../store/compare/compareStore.ts'
import { comparedDesign } from '../../store/compare/comparedDesign.ts'
import { loadComparedVisits } from '../../store/compare/comparedPhotos.ts'
import { designStore } from '../../store/designStore.ts'
import { isOfEarlierEngine } from '../../store/dots/earlierEngine.ts'
import { CompareCanvas } from '../canvas/compare/CompareCanvas.tsx'
import { CompareCaptions } from '../canvas/compare/CompareCaption.tsx'
import { CompareBar } from '../panels/compare/CompareBar.tsx'
import { itemsOf, useComparables } from '../panels/compare/comparedItems.ts'
import { ComparePicker } from '../panels/compare/ComparePicker.tsx'
import { CompareStrip } from '../panels/compare/CompareStrip.tsx'
import { LinkChip } from '../panels/compare/LinkChip.tsx'
import { SideTime } from '../panels/dots/SideTime.tsx'
import { compareStrings } from '../strings/compareStrings.ts'
import { strings } from '../strings/strings.ts'
import { keysText } from './commands/command.ts'
import { command, run } from './commands/commands.ts'
import { Hint } from './Hint.tsx'
import { Opening } from './Studio.tsx'
import { TopBar } from './top/TopBar.tsx'
import { ZoomControl } from './top/ZoomControl.tsx'

const t = strings.compare

export function Compare() {
  const photo = useStore(designStore, (s) => s.photo)
  const { own, others } = useComparables()
  const photoId = photo?.id
  useEffect(() => {
    if (photoId) void loadComparedVisits()
  }, [photoId])
  return (
    <div className="screen">
      <TopBar screen="compare" />
      {!photo ? (
        <Opening />
      ) : (
        <div className="comparison">
          <main className="canvas-box">
            <h1 className="unseen">{strings.screens.compare}</h1>
            {own.length > 0 || others.length > 0 ? <Comparison /> : <NothingYet />}
          </main>
          <CompareStrip />
        </div>
      )}
    </div>
  )
}

function Comparison() {
  const state = useStore(compareStore)
  const beside = state.mode === 'sideBySide'
  return (
    <div className="compared">
      <div className="compared-pictures">
        <CompareCanvas />
        <ModeBar mode={state.mode} />
        {!beside && (
          <>
            <ComparePicker letter="a" />
            <ComparePicker letter="b" />
          </>
        )}
        <CompareNote state={state} />
        <TwoPhotosNote state={state} />
        <div className="compare-foot">
          {!beside && (
            <div className="side-times">
              <SideTime side="a" />
              <SideTime side="b" />
            </div>
          )}
          <div className="canvas-foot">
            <LinkChip />
            {beside ? <AddSide state={state} /> : <CompareBar />}
            <ZoomControl />
          </div>
        </div>
      </div>
      {beside && <CompareCaptions />}
    </div>
  )
}

/** Why there is nothing to see the difference of, why a photo was not taken, or that a side is not what its patient saw. */
function CompareNote({ state }: { state: CompareState }) {
  const same = state.a === state.b && otherTime(state, 'a')?.moment === otherTime(state, 'b')?.moment
  const anew = useDrawnAnew(state)
  const { own } = useComparables()
  const second = own.length > 0 ? t.one : t.none
  const text = state.refused ? compareStrings.differentViews : same ? second : anew
  return (
    text && (
      <p className="canvas-note floating" role="status">
        {text}
      </p>
    )
  )
}

/** What a difference of two photos shows besides the work: it is no measure of what was done. */
function TwoPhotosNote({ state: { twoPhotos } }: { state: CompareState }) {
  // Always there: only a change of what is in it is read out.
  return (
    <p className="canvas-note two-photos floating" role="status">
      {twoPhotos && compareStrings.ofTwoPhotos[twoPhotos]}
    </p>
  )
}

/** What is said of sides whose dots an earlier engine placed, and that are not shown as they were saved. */
function useDrawnAnew(state: CompareState): string | null {
  const { own } = useComparables()
  const sides = sidesShown(state).filter((side) => {
    const snapshot = own.find((s) => s.id === state[side])
    return snapshot && isOfEarlierEngine(snapshot) && comparedDesign(state, side, own)?.asSaved === false
  })
  return sides.length > 0 ? compareStrings.drawnAnew(sides.map((side) => side.toUpperCase()).join(', ')) : null
}

const modes: readonly (readonly [CompareMode, string, typeof Blend])[] = [
  ['slider', t.slider, SquareSplitHorizontal],
  ['sideBySide', t.sideBySide, Columns2],
  ['fade', t.fade, Blend],
  ['flicker', t.flicker, Zap],
  ['difference', t.difference, Diff],
]

function ModeBar({ mode }: { mode: CompareMode }) {
  return (
    <div className="stepbar modebar floating" role="group" aria-label={t.modes}>
      {modes.map(([id, name, Icon]) => (
        <Hint key={id} text={name} keys={keysText(command(`compare.${id}`))}>
          <Focusable>
            <button
              type="button"
              className="step"
              aria-label={name}
              aria-pressed={mode === id}
              onClick={() => run(`compare.${id}`)}
            >
              <span className="step-mark">
                <Icon size={16} aria-hidden="true" />
              </span>
              <span className="mode-name">{name}</span>
            </button>
          </Focusable>
        </Hint>
      ))}
    </div>
  )
}

/** One more picture beside the others, the first that is not there yet. */
function AddSide({ state }: { state: CompareState }) {
  const { own } = useComparables()
  const shown = sidesShown(state).map((side) => state[side])
  if (shown.length === 4) return <span />
  const next = itemsOf(own).find((item) => !shown.includes(item)) ?? state.b
  return (
    <button type="button" className="chip chip-button floating add-side" onClick={() => addSide(next)}>
      <Plus size={18} aria-hidden="true" />
      {compareStrings.add}
    </button>
  )
}

function NothingYet() {
  return (
    <div className="empty-state">
      <SquareSplitHorizontal className="drop-icon" size={36} strokeWidth={1.4} aria-hidden="true" />
      <p className="drop-title">{t.none}</p>
      <p className="drop-text">{compareStrings.noneText}</p>
      <div className="drop-actions">
        <button type="button" className="button button-large button-solid" onClick={() => run('studio')}>
          {t.backToStudio}
        </button>
      </div>
    </div>
  )
}
