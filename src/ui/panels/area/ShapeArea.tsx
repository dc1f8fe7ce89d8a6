import { ChevronDown } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import type { Design } from '../../../core/design/design.ts'
import { areaJoins, MOST_SHAPED_MM, partnersOf, type AreaShaping } from '../../../core/design/areas/shapedArea.ts'
import {
  cancelShaped,
  commitShaped,
  shapeArea,
  shapedMm,
  shapingStore,
  showShaped,
  type MeasuredShaping,
} from '../../../store/edits/areaActions.ts'
import { toast } from '../../../store/jobsStore.ts'
import { areaStrings as t } from '../../strings/areaStrings.ts'
import { number } from '../../shell/figures/format.ts'
import { lengthText } from '../../shell/figures/length.ts'
import { scaleAt } from '../editDesign.ts'
import { Section } from '../PanelParts.tsx'
import { ScrubSlider } from '../ScrubSlider.tsx'

/** The area grown, shrunk, softened, turned inside out or put together with another: all of it without painting. */
export function ShapeArea({ design, scaled, nothing }: { design: Design; scaled: boolean; nothing: boolean }) {
  const joins = partnersOf(design).flatMap((partner) => areaJoins.map((join) => ({ join, partner })))
  return (
    <Section title={t.shape}>
      <Measured kind="move" design={design} scaled={scaled} disabled={nothing} />
      <Measured kind="fade" design={design} scaled={scaled} disabled={nothing} />
      <div className="button-row">
        <button
          type="button"
          className="button"
          disabled={nothing}
          title={t.invertHint}
          onClick={() => shapeAtOnce({ kind: 'invert' }, t.edits.invert)}
        >
          {t.invert}
        </button>
        <MenuTrigger>
          <Button className="choice-button">
            {t.join}
            <ChevronDown size={16} aria-hidden="true" />
          </Button>
          <Popover className="popover" placement="bottom end" isNonModal offset={6}>
            <Menu className="menu" aria-label={t.join}>
              {joins.map(({ join, partner }) => {
                const name = t.joins[join](t.partners[partner])
                return (
                  <MenuItem
                    key={name}
                    className="menu-item"
                    onAction={() => shapeAtOnce({ kind: 'join', join, partner }, name)}
                  >
                    {name}
                  </MenuItem>
                )
              })}
            </Menu>
          </Popover>
        </MenuTrigger>
      </div>
    </Section>
  )
}

/** A slider that shapes the area from what it was before this slider touched it. */
function Measured(props: { kind: MeasuredShaping; design: Design; scaled: boolean; disabled: boolean }) {
  const { kind, design, scaled } = props
  const wish = useStore(shapingStore, (s) => s.wish)
  const perUnit = scaled ? 1 : scaleAt(design)
  const most = scaled ? MOST_SHAPED_MM : Math.round(MOST_SHAPED_MM / perUnit)
  const mm = wish?.kind === kind ? wish.mm : shapedMm(design.area, kind)
  const unit = scaled ? 'mm' : 'px'
  const digits = scaled ? 1 : 0
  return (
    <ScrubSlider
      label={t[kind]}
      value={mm / perUnit}
      min={kind === 'move' ? -most : 0}
      max={most}
      step={scaled ? 0.5 : 1}
      digits={digits}
      unit={unit}
      initial={0}
      disabled={props.disabled && mm === 0}
      onShow={(v) => showShaped(kind, v * perUnit)}
      onCommit={(v, mergeKey) => {
        const label = labelOf(kind, v, scaled ? lengthText(Math.abs(v), digits) : `${number(Math.abs(v))} ${unit}`)
        void commitShaped(kind, v * perUnit, label, mergeKey).then((done) => done || toast(t.failed))
      }}
      onCancel={cancelShaped}
    />
  )
}

function labelOf(kind: MeasuredShaping, value: number, by: string): string {
  if (value === 0) return t.edits.unshape
  if (kind === 'fade') return t.edits.fade(by)
  return value > 0 ? t.edits.grow(by) : t.edits.shrink(by)
}

function shapeAtOnce(shaping: AreaShaping, label: string): void {
  void shapeArea(shaping, label).then((done) => done !== 'shaped' && toast(t[done]))
}
