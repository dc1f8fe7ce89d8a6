import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import { isScaled, mmPerPxOf, SKIN_OVER_PLANE } from '../../core/design/calibration.ts'
import { hairlineStyles, type HairlineStyle, type Side } from '../../core/design/design.ts'
import { withStyle } from '../../core/design/edits.ts'
import { figureRange, figuresOf, layHairline, withFigure, type HairlineFigure } from '../../core/design/hairline.ts'
import { faceHeightPx } from '../../core/design/marks.ts'
import { traceNative } from '../../store/traceActions.ts'
import { edit } from '../../store/designActions.ts'
import { designStore } from '../../store/designStore.ts'
import { designHalf } from '../../store/lineActions.ts'
import { setView, viewStore } from '../../store/viewStore.ts'
import { StyleGlyph } from '../shell/glyphs.tsx'
import { layerStrings } from '../strings/layerStrings.ts'
import { strings } from '../strings/strings.ts'
import { traceStrings } from '../strings/traceStrings.ts'
import { designEdit, scaleAt } from './editDesign.ts'
import { HairlineAdvice } from './HairlineAdvice.tsx'
import { LinePoint } from './LinePoint.tsx'
import { NativeTrace } from './NativeTrace.tsx'
import { Segmented } from './Segmented.tsx'
import { PanelHead, Section } from './PanelParts.tsx'
import { ScrubSlider } from './ScrubSlider.tsx'
import { SwitchRow } from './SwitchRow.tsx'

const t = strings.hairline

const sides: readonly Side[] = ['right', 'left']

/** simulation-model 2: w1 is 8 mm; 5 to 10 is usual, more at the temples. */
const TRANSITION_MM = { min: 2, max: 16 } as const
/** Figures of a scale that is no better than this are about so much (90 % half width, relative). */
const ROUGH_SCALE = 0.03

export function HairlinePanel() {
  const design = useStore(designStore, (s) => s.design)
  const mirror = useStore(viewStore, (s) => s.mirror)
  const [chosen, setChosen] = useState<Side>('right')
  if (!design) return null
  const { hairline, marks } = design
  const mmPerPx = scaleAt(design)
  const scaled = isScaled(design)
  const figures = figuresOf(hairline, marks, mmPerPx)
  const laid = layHairline(hairline.style, marks, mmPerPx)
  const usual = figuresOf(laid, marks, mmPerPx)
  /** mm in the plane for 1 % of the face's height; 1 where there is a scale. */
  const perUnit = scaled ? 1 : (faceHeightPx(marks) * mmPerPx) / 100
  const unit = scaled ? 'mm' : '%'
  const band = mmPerPxOf(design.scale)
  const rough = band.high / band.value - 1 >= ROUGH_SCALE
  const which = hairline.only ?? (mirror ? 'both' : chosen)
  /** The side that the figures are of: both are alike while they are mirrored. */
  const side = which === 'both' ? 'right' : which

  const slider = (figure: HairlineFigure, label: string, of: (f: typeof figures) => number) => {
    const isAngle = figure === 'angle'
    const halves = figure === 'width' && which === 'both' ? 2 : 1
    const per = (isAngle ? 1 : perUnit * (figure === 'height' && !scaled ? SKIN_OVER_PLANE : 1)) / halves
    const [low, high] = figureRange[figure]
    const edits = designEdit(strings.edits.change(label), (base, v) => ({
      ...base,
      hairline: withFigure(base.hairline, base.marks, scaleAt(base), figure, v * per, which),
    }))
    return (
      <ScrubSlider
        label={label}
        value={of(figures) / per}
        min={Math.round(low / per)}
        max={Math.round(high / per)}
        step={1}
        unit={isAngle ? '°' : unit}
        approximate={scaled && !isAngle && (rough || figure === 'height')}
        initial={of(usual) / per}
        {...edits}
      />
    )
  }

  return (
    <>
      <PanelHead title={t.title} />
      <Section title={t.style}>
        <RadioGroup
          className="styles"
          aria-label={t.style}
          orientation="horizontal"
          value={hairline.style}
          onChange={(value) => {
            const style = hairlineStyles.find((s) => s === value)
            if (style === 'nativeTrace') void traceNative(traceStrings.edit)
            else if (style) layStyle(style)
          }}
        >
          {hairlineStyles.map((style) => (
            <Radio key={style} value={style} className={`style-card ${style === 'nativeTrace' ? 'style-wide' : ''}`}>
              <StyleGlyph style={style} />
              <span className="style-name">{t.styles[style]}</span>
            </Radio>
          ))}
        </RadioGroup>
        <NativeTrace traced={hairline.style === 'nativeTrace'} />
      </Section>
      <Section
        title={t.shape}
        aside={
          !hairline.only && <SwitchRow label={t.mirror} on={mirror} quiet onChange={(on) => setView({ mirror: on })} />
        }
      >
        <Halves only={hairline.only ?? null} />
        {!hairline.only && !mirror && (
          <div className="figures-of">
            <span className="note">{t.figuresOf}</span>
            <Segmented
              label={t.side}
              value={chosen}
              options={sides.map((id) => ({ id, name: t.sides[id] }))}
              onChange={(id) => setChosen(id)}
            />
          </div>
        )}
        <div data-line-figures>{slider('height', t.height, (f) => f.heightMm)}</div>
        {which === 'both'
          ? slider('width', t.width, (f) => (f.halfWidthMm.right + f.halfWidthMm.left) / 2)
          : slider('width', t.halfWidth, (f) => f.halfWidthMm[side])}
        {slider('recession', t.recession, (f) => f.recessionMm[side])}
        {slider('angle', t.angle, (f) => f.angleDeg[side])}
        {slider('templePoint', t.templePoint, (f) => f.templePointMm[side])}
        <HairlineAdvice design={design} />
        <p className="note">{scaled ? t.note : t.noteUnscaled}</p>
        <LinePoint />
      </Section>
      <Section title={t.edge}>
        <ScrubSlider
          label={t.transition}
          value={hairline.transitionMm / perUnit}
          min={Math.round((TRANSITION_MM.min / perUnit) * 2) / 2}
          max={Math.round((TRANSITION_MM.max / perUnit) * 2) / 2}
          step={0.5}
          digits={1}
          unit={unit}
          initial={laid.transitionMm / perUnit}
          {...designEdit(strings.edits.change(t.transition), (base, v) => ({
            ...base,
            hairline: { ...base.hairline, transitionMm: v * perUnit },
          }))}
        />
        <ScrubSlider
          label={t.irregularity}
          value={hairline.irregularity * 100}
          min={0}
          max={100}
          step={1}
          unit="%"
          initial={laid.irregularity * 100}
          {...designEdit(strings.edits.change(t.irregularity), (base, v) => ({
            ...base,
            hairline: { ...base.hairline, irregularity: v / 100 },
          }))}
        />
      </Section>
    </>
  )
}

/** A style replaces the shape; the edge stays as the artist set it. */
function layStyle(style: HairlineStyle): void {
  const { design } = designStore.getState()
  if (design) edit(withStyle(design, style), strings.edits.style(t.styles[style]))
}

const halves = ['both', 'right', 'left'] as const

/** Both halves, or one alone as on a profile. */
function Halves({ only }: { only: Side | null }) {
  const { label, edits, note, ...names } = layerStrings.half
  return (
    <>
      <Segmented
        label={label}
        value={only ?? 'both'}
        options={halves.map((id) => ({ id, name: names[id] }))}
        onChange={(id) => designHalf(id === 'both' ? null : id, edits[id])}
      />
      {only && <p className="note">{note}</p>}
    </>
  )
}
