import type { HeadFit } from '../../geometry/headFit.ts'
import { headView } from '../../geometry/headModel.ts'
import { rimDepth } from '../../geometry/headSkin.ts'
import { headSurface, isHead, type HeadSurface } from '../../geometry/headSurface.ts'
import { Z90 } from '../../geometry/normalBand.ts'
import { between, distance, type Band } from '../../geometry/points.ts'
import { flatSurface, type Surface } from '../../geometry/surface.ts'
import type { Design, KnownLength, Marks, Scale, ScaleSource } from '../design.ts'
import { fitOf, type HeadFront } from '../head/head.ts'
import { outlineFrame, outlinePolygon } from '../head/headOutline.ts'
import { faceHeightPx, proposeMarks } from './marks.ts'
import { viewOf, type PhotoView } from '../photoView.ts'
import { headViewOf, skullRimIn } from '../head/skullRim.ts'
import { scaleEvidence, type ScaleEvidence } from './scaleEvidence.ts'

export { SKIN_OVER_PLANE } from '../../geometry/surface.ts'

/** ISO/IEC 7810 ID-1: bank and identity cards. */
export const CARD_MM = 85.6
/** Adult mean distance between the pupils. */
export const PUPILS_MM = 63
/** Distance between the pupils over that between the lateral eye corners, adult mean. */
const PUPILS_OVER_EYE_CORNERS = 0.7
/** Where no eyes are seen: mean head breadth, and the short side of a photo that holds a head. */
export const HEAD_BREADTH_MM = 152
/** Seen from the side: from glabella to occiput on average (simulation-model 7). */
const HEAD_DEPTH_MM = 195
const SHORT_SIDE_MM = 240

/** A face outside this range, hairline to menton, is a slip in the known length. */
const SHORTEST_FACE_CM = 13
const TALLEST_FACE_CM = 27

export function isScaled(design: Pick<Design, 'scale'>): boolean {
  return design.scale.status === 'used'
}

/**
 * Relative sd of a flat scale by a length that is seen at an angle: turned by 35 to 55 degrees it looks like .57 to .82 of
 * itself, and mm per px come out too large by as much (assumed).
 */
const FORESHORTENED_SD = 0.27

/**
 * Relative sd of a flat scale by points that nobody has placed: the head takes half to four fifths of a clinical photo's
 * height, and not the share that it was given (see proposeMarks). A head that is fitted takes no size from them.
 */
const GUESSED_SD = 0.18

/**
 * What the lengths say of a photo's scale; `foreshortened` where all are seen at an angle on it, and `head` where they say
 * nothing for that: the fitted head has its size from another view, or is as large as most are.
 */
export type PhotoScale = ScaleEvidence & { readonly foreshortened: boolean; readonly head?: 'known' | 'usual' }

/** Lies on the scalp: the head says how long it is, at whatever angle it is seen. The eyes lie behind its form. */
export const isChord = ({ source }: Pick<KnownLength, 'source'>): boolean => source === 'hairline'

/**
 * What the lengths say by themselves that are not seen at an angle on the photo. Where all are, there is nothing better, and
 * it errs by far more than the lengths themselves.
 */
export function scaleOfLengths(design: Pick<Design, 'photo' | 'scale'>): PhotoScale {
  const { scale } = design
  const all = scaleEvidence(scale)
  if (isGuessedScale(design)) {
    const band = bandOf(all.mmPerPx.value, GUESSED_SD)
    return { ...all, ...band, foreshortened: hasForeshortened(design) }
  }
  if (!hasForeshortened(design)) return { ...all, foreshortened: false }
  const [first, ...also] = all.counted.filter(({ source }) => !acrossFace.includes(source))
  if (first) return { ...scaleEvidence({ ...first, status: scale.status, also }), foreshortened: false }
  const band = bandOf(all.mmPerPx.value, Math.hypot(all.relativeSd, FORESHORTENED_SD))
  // Each looks shorter by another share: how far they differ says nothing.
  return { ...all, ...band, disagreement: null, foreshortened: true }
}

/** From side to side of the head: the fit has its form, and with it how broad heads are besides. */
const isAcrossHead = ({ source }: KnownLength): boolean => source === 'head' || source === 'breadth'

/**
 * The same where a fitted head tells at what angle they are seen: then it has the scale of the plane that they lie in. Of the
 * head's own breadth it knows more than its two ends.
 */
export function scaleOnPhoto(design: Pick<Design, 'photo' | 'scale' | 'head'>): PhotoScale {
  const lengths = scaleOfLengths(design)
  const fit = fitOf(design)
  if (!fit) return lengths
  if (lengths.counted.every(isAcrossHead))
    return { ...lengths, ...bandOf(fit.position[2] / fit.focalPx, fit.lengthError / Z90) }
  if (!lengths.foreshortened) return lengths
  const view = headView(fit)
  const { a, b } = lengths.counted[0] ?? design.scale
  const middle = between(a, b)
  const depth = view.depthAt(middle)
  const value = (Number.isNaN(depth) ? rimDepth(view, middle) : depth) / fit.focalPx
  const onHead = { ...lengths, ...bandOf(value, fit.lengthError / Z90), foreshortened: false }
  const chords = lengths.counted.filter(isChord)
  return chords.length > 0
    ? { ...onHead, counted: chords }
    : { ...onHead, head: design.head?.known ? 'known' : 'usual' }
}

function bandOf(value: number, relativeSd: number): Pick<ScaleEvidence, 'mmPerPx' | 'relativeSd'> {
  const half = value * relativeSd * Z90
  return { relativeSd, mmPerPx: { value, low: value - half, high: value + half } }
}

/** mm per px in the plane of the points, of all lengths that count together. */
export const mmPerPxOf = (scale: Scale): Band => scaleEvidence(scale).mmPerPx

/** The scale assumed where none is given: pupils, else head breadth, else the short side of the photo. Never shown. */
function assumedMmPerPx(design: Pick<Design, 'marks' | 'photo'>): number {
  const { marks, photo } = design
  const isProfile = profiles.includes(viewOf(design))
  const shortSide = Math.max(1, Math.min(photo.width, photo.height))
  const pupilsPx = PUPILS_OVER_EYE_CORNERS * distance(marks.eyeRight, marks.eyeLeft)
  if (!isProfile && pupilsPx > shortSide * 0.02) return PUPILS_MM / pupilsPx
  const breadthPx = 2 * marks.outline.rx
  if (breadthPx > shortSide * 0.05) return (isProfile ? HEAD_DEPTH_MM : HEAD_BREADTH_MM) / breadthPx
  return SHORT_SIDE_MM / shortSide
}

/** What says where the skin of a photo lies. */
type OnSkin = Pick<Design, 'scale' | 'marks' | 'photo' | 'head'>

/** The cells of a grid over the photo: the first one's corner, and their side, px. */
interface Cells {
  readonly left: number
  readonly top: number
  readonly step: number
}

/**
 * The door between photo px and mm of skin: the fitted head, or flat by the scale in use. A proposed scale already sizes the
 * dots, so that confirming it moves nothing; a skipped one does not count. With `cells` one of them is a px of the surface.
 */
export function surfaceOf(design: OnSkin, { left, top, step }: Cells = { left: 0, top: 0, step: 1 }): Surface {
  const fit = fitOf(design)
  if (!fit) return flatSurface(flatScaleOf(design, step))
  // Seen in cells, a camera has its axis and its focal length in cells.
  const { focalPx, cx, cy } = fit
  const inCells = () => ({ ...fit, focalPx: focalPx / step, cx: (cx - left) / step, cy: (cy - top) / step })
  const view = headViewOf(design)
  const edge = () =>
    view ? skullRimIn(view, design.marks).map(({ x, y }) => ({ x: (x - left) / step, y: (y - top) / step })) : []
  if (left !== 0 || top !== 0) return headSurface(inCells(), edge())
  return known(fit, design.marks, `${view} ${step}`, () => headSurface(step === 1 ? fit : inCells(), edge()))
}

/** The head that a design is measured on; null where it is measured flat. */
export function headSurfaceOf(design: OnSkin): HeadSurface | null {
  const surface = surfaceOf(design)
  return isHead(surface) ? surface : null
}

/** The same of a photo from the front. */
export const frontSurface = ({ fit, marks }: HeadFront): HeadSurface =>
  known(fit, marks, 'frontal 1', () => headSurface(fit, skullRimIn('frontal', marks)))

/** Of each fit and edge one by px and one by each size of cells from the photo's corner: what was worked out on it is kept. */
const surfaces = new WeakMap<HeadFit, Map<string, HeadSurface>>()
const edgeKeys = new WeakMap<Marks, string>()

function known(fit: HeadFit, marks: Marks, as: string, made: () => HeadSurface): HeadSurface {
  const edgeKey = edgeKeys.get(marks) ?? JSON.stringify({ ...marks, checked: null })
  edgeKeys.set(marks, edgeKey)
  const ofFit = surfaces.get(fit) ?? new Map<string, HeadSurface>()
  const key = `${as} ${edgeKey}`
  const surface = ofFit.get(key) ?? made()
  surfaces.set(fit, ofFit.set(key, surface))
  return surface
}

function flatScaleOf(design: OnSkin, step: number): { mmPerPx: number; relativeSd: number } {
  if (design.scale.status === 'skipped') return { mmPerPx: assumedMmPerPx(design) * step, relativeSd: 0.1 }
  const { mmPerPx, relativeSd } = scaleOfLengths(design)
  return { mmPerPx: mmPerPx.value * step, relativeSd }
}

/** 90 % half width of a length, relative: by the head it is measured on, or by the scale. */
export function lengthErrorOf(design: OnSkin): number {
  const fit = fitOf(design)
  return fit ? fit.lengthError : flatScaleOf(design, 1).relativeSd * Z90
}

/** Whether a point that counts still lies where most faces have an eye, where nobody has put it: no ground to measure on. */
export const isGuessedScale = ({ photo, scale }: Pick<Design, 'photo' | 'scale'>): boolean =>
  scaleEvidence(scale).counted.some(guessedOn(photo))

type Ends = Pick<KnownLength, 'a' | 'b' | 'placed' | 'foundError'>

/** Whether a hand has put one end of a guess, and the other one lies where it was proposed. */
export const isHalfGuessed = ({ placed, foundError }: Pick<Ends, 'placed' | 'foundError'>): boolean =>
  placed !== undefined && foundError === undefined

/** Tells of a length on a photo whether a point of it lies where the program has put it, by how most faces are. */
export function guessedOn(photo: Design['photo']): (length: Ends) => boolean {
  const marks = proposeMarks(photo.width, photo.height, viewOf({ photo }))
  const proposed = proposeScale(marks, viewOf({ photo }))
  const pupils = pupilsOf(marks)
  const laid = [
    [proposed.a, proposed.b],
    [pupils.a, pupils.b],
    [marks.eyeRight, marks.eyeLeft],
  ] as const
  const isAsLaid = (length: Ends) => laid.some(([a, b]) => distance(a, length.a) === 0 && distance(b, length.b) === 0)
  return (length) => isHalfGuessed(length) || isAsLaid(length)
}

/** These show no whole head: nothing says how large what they show must be. */
export const partViews: readonly PhotoView[] = ['lowerFace', 'partLine', 'closeUp']
/** In these the distance between two places of the face is seen at an angle. */
const sideViews: readonly PhotoView[] = ['right45', 'left45', 'rightProfile', 'leftProfile']
const acrossEyes: readonly ScaleSource[] = ['caliper', 'prescription', 'pupils']
const acrossFace: readonly ScaleSource[] = ['hairline', ...acrossEyes]

/** These show the head's breadth, and no eyes. */
const eyelessViews: readonly PhotoView[] = ['vertex', 'crown']
export const showsNoEyes = (photo: Design['photo']): boolean => eyelessViews.includes(viewOf({ photo }))

/** These show one eye, and that from the side. */
const profiles: readonly PhotoView[] = ['rightProfile', 'leftProfile']

/**
 * Whether a view is measured by a source at all: where no pair of eyes is seen by none of theirs, and by the head's breadth only
 * where that is seen.
 */
export function suitsView(photo: Design['photo'], source: ScaleSource): boolean {
  if (source === 'head' || source === 'breadth') return showsNoEyes(photo)
  const showsPair = !showsNoEyes(photo) && !profiles.includes(viewOf({ photo }))
  return showsPair || !(source === 'iris' || acrossEyes.includes(source))
}

/** Whether a photo's view shows both ends of a source's length, and that at its true length, or on a head that knows it. */
export function showsLength(design: Pick<Design, 'photo' | 'head'>, source: ScaleSource): boolean {
  const view = viewOf(design)
  if (sideViews.includes(view)) return !acrossFace.includes(source) || (source === 'hairline' && fitOf(design) !== null)
  return view === 'frontal' || !acrossEyes.includes(source)
}

/** Whether a length that counts looks shorter than it is. */
function hasForeshortened({ photo, scale }: Pick<Design, 'photo' | 'scale'>): boolean {
  return (
    sideViews.includes(viewOf({ photo })) &&
    scaleEvidence(scale).counted.some(({ source }) => acrossFace.includes(source))
  )
}

/**
 * The pupils by the eye corners, at the adult mean of 63 mm; where no eyes are seen the head's breadth by the outline, at that
 * of 152 mm. A profile shows neither: there a card is proposed that nobody has placed yet, as large as it looks beside most
 * heads. A proposal until the user says so.
 */
export function proposeScale(marks: Marks, view: PhotoView = 'frontal'): Scale {
  if (eyelessViews.includes(view))
    return { ...acrossHead(marks), knownMm: HEAD_BREADTH_MM, source: 'breadth', status: 'proposed' }
  if (!profiles.includes(view)) return { ...pupilsOf(marks), knownMm: PUPILS_MM, source: 'pupils', status: 'proposed' }
  const { a, b } = acrossHead(marks)
  const inset = (1 - CARD_MM / HEAD_DEPTH_MM) / 2
  return {
    a: between(a, b, inset),
    b: between(a, b, 1 - inset),
    knownMm: CARD_MM,
    source: 'card',
    status: 'proposed',
    unplaced: true,
  }
}

/** Both pupils, by the eye corners. */
export function pupilsOf({ eyeRight, eyeLeft }: Marks): Pick<Scale, 'a' | 'b'> {
  const inset = (1 - PUPILS_OVER_EYE_CORNERS) / 2
  return { a: between(eyeRight, eyeLeft, inset), b: between(eyeRight, eyeLeft, 1 - inset) }
}

/** Both edges of the head at its broadest, as far as the outline knows. */
export function acrossHead(marks: Marks): Pick<Scale, 'a' | 'b'> {
  const { toPhoto } = outlineFrame(marks)
  const across = outlinePolygon(marks).map(outlineFrame(marks).toFace)
  const right = across.reduce((a, b) => (b.x < a.x ? b : a))
  const left = across.reduce((a, b) => (b.x > a.x ? b : a))
  // Straight across, at the height between the two.
  const y = (right.y + left.y) / 2
  return { a: toPhoto({ x: right.x, y }), b: toPhoto({ x: left.x, y }) }
}

/** A head so broad is none: 152 mm on average, and seen from aside up to its depth of 195 (simulation-model 7). */
const NARROWEST_HEAD_CM = 12
const BROADEST_HEAD_CM = 22

/** What no adult's head measures that a scale makes it. */
export type ScaleProblem =
  { readonly part: 'face'; readonly cm: number } | { readonly part: 'head'; readonly cm: number }

/** The face's height that a scale implies, or where the view shows no face the head's breadth; null where it is plausible. */
export function scaleProblem(design: Pick<Design, 'photo' | 'scale' | 'marks' | 'head'>): ScaleProblem | null {
  const { marks } = design
  const view = viewOf(design)
  if (partViews.includes(view)) return null
  const cmPerPx = scaleOnPhoto(design).mmPerPx.value / 10
  if (view === 'vertex' || view === 'crown') {
    const cm = 2 * marks.outline.rx * cmPerPx
    return cm < NARROWEST_HEAD_CM || cm > BROADEST_HEAD_CM ? { part: 'head', cm } : null
  }
  const cm = faceHeightPx(marks) * cmPerPx
  return cm < SHORTEST_FACE_CM || cm > TALLEST_FACE_CM ? { part: 'face', cm } : null
}
