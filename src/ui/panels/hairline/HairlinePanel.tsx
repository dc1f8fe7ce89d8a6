import { RotateCcw } from 'lucide-react'
import { memo, useDeferredValue, useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import { hasHairline } from '../../../core/design/areas/areas.ts'
import { isGuessedScale, isScaled, SKIN_OVER_PLANE } from '../../../core/design/scale/calibration.ts'
import { hairlineStyles, type HairlineStyle, type Side } from '../../../core/design/design.ts'
import { namedWay } from '../../../core/design/scale/figureWay.ts'
import { isAsLaid } from '../../../core/design/edits.ts'
import { fitOf } from '../../../core/design/head/head.ts'
import { isBesideFront } from '../../../core/design/head/frontView.ts'
import { figuresOf, type HairlineFigure } from '../../../core/design/lines/hairline.ts'
import { faceHeightPx } from '../../../core/design/scale/marks.ts'
import { isUnsure } from '../../../core/design/scale/lengthBand.ts'
import { isMeasurable, layLine, measuredLine } from '../../../core/design/lines/measuredLine.ts'
import { hidesRecession } from '../../../core/design/lines/recessionSeen.ts'
import { designStore } from '../../../store/designStore.ts'
import { designHalf } from '../../../store/edits/lineActions.ts'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { lengthUnit, withUnit } from '../../shell/figures/length.ts'
import { lengthHalf, lengthSaid } from '../../shell/figures/lengthSaid.ts'
import { StyleGlyph } from '../../shell/glyphs.tsx'
import { layerStrings } from '../../strings/layerStrings.ts'
import { strings } from '../../strings/strings.ts'
import { viewStrings } from '../../strings/viewStrings.ts'
import { BringHere, CarryHere } from '../area/CarryHere.tsx'
import { figureScaleOf } from '../editDesign.ts'
import { FacialThirds } from './FacialThirds.tsx'
import { HairlineAdvice } from './HairlineAdvice.tsx'
import { EdgeSliders, FigureSlider } from './HairlineFigures.tsx'
import { layStyle } from './layStyle.ts'
import { LinePoint } from './LinePoint.tsx'
import { NativeTrace } from './NativeTrace.tsx'
import { Assumptions } from '../plan/figures.tsx'
import { Segmented } from '../Segmented.tsx'
import { OverlayEye } from '../layers/OverlayEye.tsx'
import { PanelHead, Section } from '../PanelParts.tsx'
import { SwitchRow } from '../SwitchRow.tsx'
import { WhyLengths } from '../scale/WhyBand.tsx'
import './hairlinePanel.css'

const t = strings.hairline

const sides: readonly Side[] = ['right', 'left']

export function HairlinePanel() {
  const design = useStore(designStore, (s) => s.design)
  const mirror = useStore(viewStore, (s) => s.mirror)
  const [chosen, setChosen] = useState<Side>('right')
  // The advice follows the hand when there is time.
  const soon = useDeferredValue(design)
  if (!design || !soon) return null
  const { hairline } = design
  const { hairline: line, marks } = measuredLine(design)
  const scale = figureScaleOf(design)
  const scaled = isScaled(design)
  const onHead = scaled && fitOf(design) !== null
  const figures = figuresOf(line, marks, scale)
  const laid = layLine(design, hairline.style)
  const usual = figuresOf(measuredLine(design, laid).hairline, marks, scale)
  /** mm in the plane for 1 % of the face's height; 1 where there is a scale. */
  const perUnit = scaled ? 1 : (faceHeightPx(marks) * scale.mmPerPx) / 100
  const unit = scaled ? 'mm' : '%'
  const guessed = isGuessedScale(design)
  const which = hairline.only ?? (mirror ? 'both' : chosen)
  /** The side that the figures are of: both are alike while they are mirrored. */
  const side = which === 'both' ? 'right' : which

  const inPhoto = figuresOf(line, marks, scale.mmPerPx)
  const widthOf = ({ halfWidthMm }: typeof figures) =>
    which === 'both' ? halfWidthMm.right + halfWidthMm.left : halfWidthMm[side]
  const wayOf = (figure: HairlineFigure) => namedWay(design, figure, side)
  const said = (mm: number, figure: HairlineFigure) => lengthSaid(design, mm, wayOf(figure))

  const slider = (figure: HairlineFigure, label: string, of: (f: typeof figures) => number) => {
    if (!isMeasurable(design, figure, which)) return null
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
        approximate={isAngle || (scaled && (guessed || !onHead))}
        plusMinus={onHead && !isAngle ? lengthHalf(design, of(figures) * halves, wayOf(figure)) : undefined}
        which={which}
      />
    )
  }

  const note = (): string | null => {
    if (!hasHairline(design)) return viewStrings.hidden
    if (!isMeasurable(design, 'height', which)) return isBesideFront(design) ? viewStrings.flat : viewStrings.behind
    if (!onHead) return scaled ? t.note : t.noteUnscaled
    return isBesideFront(design) ? viewStrings.onHead : null
  }

  /** The figures as they are measured and as the photo shows them, side by side. */
  const skinAndPhoto = () => [
    t.alongSkin(
      said(figures.heightMm, 'height'),
      said(widthOf(figures), 'width'),
      (which === 'both' ? t.width : t.halfWidth).toLowerCase(),
      said(figures.recessionMm[side], 'recession'),
      lengthUnit(),
    ),
    t.inPhotoPlane(
      said(figures.heightInPhotoMm, 'height'),
      said(widthOf(inPhoto), 'width'),
      said(inPhoto.recessionMm[side], 'recession'),
      lengthUnit(),
    ),
    t.flatPoints,
    t.angleFollows,
  ]

  const noted = note()
  /** Figures along which the skin turns away too far to be told. */
  const unsure = (['width', 'recession'] as const)
    .filter((figure) => isMeasurable(design, figure, which) && scaled && isUnsure(design, wayOf(figure)))
    .map((figure) => (figure === 'width' && which !== 'both' ? t.halfWidth : t[figure]))
  const measuredOnHead = onHead && isMeasurable(design, 'height', which)
  /** Whether what else is to be said of the figures stands folded away at the panel's end. */
  const folded = measuredOnHead && !isBesideFront(design)
  return (
    <>
      <PanelHead title={t.title}>
        <OverlayEye />
      </PanelHead>
      <CarryHere design={design} />
      <BringHere asLaid={isAsLaid(soon)} />
      {hasHairline(design) && <Styles style={hairline.style} shaped={!isAsLaid(soon)} />}
      <Section
        title={t.shape}
        aside={
          !hairline.only &&
          hasHairline(design) && (
            <SwitchRow label={t.mirror} on={mirror} quiet onChange={(on) => setView({ mirror: on })} />
          )
        }
      >
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
        {!folded && isMeasurable(design, 'angle', which) && <p className="note figure-note">{t.angleFollows}</p>}
        {slider('templePoint', t.templePoint, (f) => f.templePointMm[side])}
        {isMeasurable(soon, 'height', which) && <Advice design={soon} />}
        {unsure.length > 0 && <p className="note figure-note">{t.unmeasured(unsure)}</p>}
        {hidesRecession(soon) && <p className="note figure-note">{t.seenLevel}</p>}
        {noted && <p className="note">{noted}</p>}
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
      <FacialThirds design={soon} />
      <Section title={layerStrings.half.label}>
        <Halves only={hairline.only ?? null} />
      </Section>
      <Section>
        {hasHairline(design) && <p className="note">{t.addPoint}</p>}
        {folded && <Assumptions title={t.skinAndPhoto} texts={skinAndPhoto()} />}
        {measuredOnHead && (
          <WhyLengths
            design={design}
            way={wayOf('height')}
            half={withUnit(lengthHalf(design, figures.heightMm, wayOf('height')))}
          />
        )}
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
          if (style) layStyle(style)
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
