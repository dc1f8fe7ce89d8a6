import { RotateCcw } from 'lucide-react'
import { memo, useDeferredValue, useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import { isScaled, lengthErrorOf, SKIN_OVER_PLANE } from '../../core/design/calibration.ts'
import { hairlineStyles, type HairlineStyle, type Side } from '../../core/design/design.ts'
import { isAsLaid, withStyle } from '../../core/design/edits.ts'
import { fitOf } from '../../core/design/head.ts'
import { lengthBand } from '../../core/design/lengthBand.ts'
import { figuresOf, layHairline, type HairlineFigure } from '../../core/design/hairline.ts'
import { faceHeightPx } from '../../core/design/marks.ts'
import { traceNative } from '../../store/traceActions.ts'
import { edit } from '../../store/designActions.ts'
import { designStore } from '../../store/designStore.ts'
import { designHalf } from '../../store/lineActions.ts'
import { setView, viewStore } from '../../store/viewStore.ts'
import { lengthParts, lengthText } from '../shell/bandText.ts'
import { StyleGlyph } from '../shell/glyphs.tsx'
import { layerStrings } from '../strings/layerStrings.ts'
import { strings } from '../strings/strings.ts'
import { traceStrings } from '../strings/traceStrings.ts'
import { figureScaleOf } from './editDesign.ts'
import { HairlineAdvice } from './HairlineAdvice.tsx'
import { EdgeSliders, FigureSlider } from './HairlineFigures.tsx'
import { LinePoint } from './LinePoint.tsx'
import { NativeTrace } from './NativeTrace.tsx'
import { Segmented } from './Segmented.tsx'
import { PanelHead, Section } from './PanelParts.tsx'
import { SwitchRow } from './SwitchRow.tsx'
import { WhyLengths } from './WhyBand.tsx'
import './hairlinePanel.css'

const t = strings.hairline

const sides: readonly Side[] = ['right', 'left']

/** Figures of a scale that is no better than this are about so much (90 % half width, relative). */
const ROUGH_SCALE = 0.03

export function HairlinePanel() {
  const design = useStore(designStore, (s) => s.design)
  const mirror = useStore(viewStore, (s) => s.mirror)
  const [chosen, setChosen] = useState<Side>('right')
  // The advice follows the hand when there is time.
  const soon = useDeferredValue(design)
  if (!design || !soon) return null
  const { hairline, marks } = design
  const scale = figureScaleOf(design)
  const scaled = isScaled(design)
  const onHead = scaled && fitOf(design) !== null
  const figures = figuresOf(hairline, marks, scale)
  const laid = layHairline(hairline.style, marks, scale)
  const usual = figuresOf(laid, marks, scale)
  /** mm in the plane for 1 % of the face's height; 1 where there is a scale. */
  const perUnit = scaled ? 1 : (faceHeightPx(marks) * scale.mmPerPx) / 100
  const unit = scaled ? 'mm' : '%'
  const error = lengthErrorOf(design)
  const which = hairline.only ?? (mirror ? 'both' : chosen)
  /** The side that the figures are of: both are alike while they are mirrored. */
  const side = which === 'both' ? 'right' : which

  const inPhoto = figuresOf(hairline, marks, scale.mmPerPx)
  const widthOf = ({ halfWidthMm }: typeof figures) =>
    which === 'both' ? halfWidthMm.right + halfWidthMm.left : halfWidthMm[side]
  const said = (mm: number) => lengthText(lengthBand(design, mm))
  const named = (skin: number, photo: number) => ({ skin: said(skin), photo: said(photo) })

  const slider = (figure: HairlineFigure, label: string, of: (f: typeof figures) => number) => {
    const isAngle = figure === 'angle'
    const halves = figure === 'width' && which === 'both' ? 2 : 1
    const per = (isAngle ? 1 : perUnit * (figure === 'height' && !scaled ? SKIN_OVER_PLANE : 1)) / halves
    return (
      <FigureSlider
        figure={figure}
        label={label}
        value={rounded(of(figures))}
        usual={rounded(of(usual))}
        per={per}
        unit={isAngle ? '°' : unit}
        approximate={scaled && !onHead && !isAngle && (error >= ROUGH_SCALE || figure === 'height')}
        plusMinus={onHead && !isAngle ? lengthParts(lengthBand(design, of(figures) * halves)).half : undefined}
        which={which}
      />
    )
  }

  return (
    <>
      <PanelHead title={t.title} />
      <Styles style={hairline.style} shaped={!isAsLaid(soon)} />
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
        <p className="note figure-note">{t.angleFollows}</p>
        {slider('templePoint', t.templePoint, (f) => f.templePointMm[side])}
        <Advice design={soon} />
        <p className="note">
          {onHead
            ? t.noteOnHead(
                named(figures.heightMm, figures.heightInPhotoMm),
                named(widthOf(figures), widthOf(inPhoto)),
                named(figures.recessionMm[side], inPhoto.recessionMm[side]),
              )
            : scaled
              ? t.note
              : t.noteUnscaled}
        </p>
        {onHead && <WhyLengths design={design} half={lengthParts(lengthBand(design, figures.heightMm)).half} />}
        <LinePoint />
      </Section>
      <Section title={t.edge}>
        <EdgeSliders
          transitionMm={hairline.transitionMm}
          irregularity={hairline.irregularity}
          usualTransitionMm={laid.transitionMm}
          usualIrregularity={laid.irregularity}
          perUnit={perUnit}
          unit={unit}
        />
      </Section>
    </>
  )
}

const Advice = memo(HairlineAdvice)

/** What is no figure's own change moves by rounding alone: that is no reason to draw it anew. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6

/** @param shaped a hand has changed the line since its style was laid */
const Styles = memo(function Styles({ style, shaped }: { style: HairlineStyle; shaped: boolean }) {
  return (
    <Section
      title={t.style}
      aside={
        shaped &&
        style !== 'nativeTrace' && (
          <button type="button" className="aside-button" onClick={() => layStyle(style)}>
            <RotateCcw aria-hidden="true" />
            {t.layAgain(t.styles[style])}
          </button>
        )
      }
    >
      <RadioGroup
        className="styles"
        aria-label={t.style}
        orientation="horizontal"
        value={style}
        onChange={(value) => {
          const style = hairlineStyles.find((s) => s === value)
          if (style === 'nativeTrace') void traceNative(traceStrings.edit)
          else if (style) layStyle(style)
        }}
      >
        {hairlineStyles.map((name) => (
          <Radio
            key={name}
            value={name}
            className={`style-card ${name === 'nativeTrace' ? 'style-wide' : ''}`}
            onPress={() => name === style && shaped && name !== 'nativeTrace' && layStyle(name)}
          >
            <StyleGlyph style={name} />
            <span className="style-name">{t.styles[name]}</span>
          </Radio>
        ))}
      </RadioGroup>
      <NativeTrace traced={style === 'nativeTrace'} />
    </Section>
  )
})

/** A style replaces the shape, also its own that a hand has changed; the edge stays as the artist set it. */
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
