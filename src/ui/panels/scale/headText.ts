import { isGuessedScale, isScaled, scaleOnPhoto } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { areaErrorShares, lengthErrorShares, type ErrorShares } from '../../../core/design/scale/errorShares.ts'
import type { Way } from '../../../core/design/scale/lengthBand.ts'
import { fitOf, noHeadOf } from '../../../core/design/head/head.ts'
import { isSizeGuessed } from '../../../core/design/head/headFitting.ts'
import { isOutlineGuessed } from '../../../core/design/scale/marks.ts'
import { viewOf } from '../../../core/design/photoView.ts'
import { marksDoubt } from '../../../core/design/lines/recession.ts'
import { LONGER_HAIR_MM, UNSAID_HAIR_MM } from '../../../core/geometry/headPriors.ts'
import type { Band } from '../../../core/geometry/points.ts'
import { errorPercent, percent } from '../../shell/figures/format.ts'
import { lengthText, roughLength } from '../../shell/figures/length.ts'
import { headStrings as t } from '../../strings/headStrings.ts'

/** Why a design is measured flat, to stand in brackets; null where it is not, and where nobody has asked for a head yet. */
export function flatBecause(design: Design): string | null {
  if (fitOf(design) || !design.head) return null
  const problem = noHeadOf(design)
  return problem ? t.flat[problem] : t.switchedOff
}

/** That counts from another view are better; null where this one shows the scalp well. */
export const betterView = (design: Design): string | null => (t.wellSeen.includes(viewOf(design)) ? null : t.better)

/** Where an area comes from: the head, and how well it is known there; null where it is flat. */
export function measuredOn(design: Design, cm2: Band): string | null {
  const shares = areaErrorShares(design, cm2)
  return shares && t.source(percent(shares.whole))
}

/** What the band of an area is made of, in sentences; none where it is measured flat. */
export function areaBandReasons(design: Design, cm2: Band): readonly string[] {
  const shares = areaErrorShares(design, cm2)
  if (!shares) return []
  const { turning } = shares
  const { whole, scaleTwice, sizeGuessedTwice, sizeUnusedTwice } = t.why
  const guessed = isMeasureUnused(design) ? sizeUnusedTwice : sizeGuessedTwice
  const parts = sharesText(design, shares, whole, isSizeGuessed(design) ? guessed : scaleTwice)
  return [...parts, ...(turning >= LEAST_SAID ? [t.why.turning(percent(turning))] : []), t.why.squares]
}

/** The same of a length. */
export function lengthBandReasons(design: Design, way?: Way): readonly string[] {
  const shares = lengthErrorShares(design, way)
  if (!shares) return []
  const { wholeLength, scale, sizeGuessed, sizeUnused } = t.why
  const guessed = isMeasureUnused(design) ? sizeUnused : sizeGuessed
  const parts = sharesText(design, shares, wholeLength, isSizeGuessed(design) ? guessed : scale)
  const { turning, endsMm } = shares
  return [
    ...parts,
    ...(turning >= LEAST_SAID ? [t.why.turning(percent(turning))] : []),
    t.why.ends(lengthText(endsMm, 1)),
    t.why.squares,
  ]
}

const isMeasureUnused = (design: Design): boolean =>
  isScaled(design) && !isGuessedScale(design) && scaleOnPhoto(design).head !== undefined

/** Less makes no difference to what is shown. */
const LEAST_SAID = 0.005

type Said = (share: string) => string

/** Hair of what length is meant by about as much, mm. */
const SHORT_HAIR_MM = 5

/** The answers to what stands on the head at its outline, in words. */
export const edgeHairNames = () => t.hair.names(roughLength(SHORT_HAIR_MM), roughLength(LONGER_HAIR_MM))
export const unsaidHair = (): string => t.hair.unsaid(roughLength(UNSAID_HAIR_MM))

function hairText({ head }: Design, share: number): string {
  if (!head?.hair) return t.why.hairUnsaid(percent(share))
  return t.why.hair(percent(share), edgeHairNames()[head.hair].toLocaleLowerCase())
}

function sharesText(design: Design, shares: ErrorShares, wholeText: Said, scaleText: Said): string[] {
  const { whole, scale, form, hair, outline } = shares
  return [
    wholeText(percent(whole)),
    ...(scale > 0 ? [scaleText(errorPercent(scale))] : []),
    t.why.form(percent(form)),
    ...(hair >= LEAST_SAID ? [hairText(design, hair)] : []),
    (isOutlineGuessed(design.marks) ? t.why.outlineGuessed : t.why.outline)(percent(outline)),
  ]
}

/** What nobody has looked at of that which areas and dots stand on, in sentences. */
export function doubtsOf(design: Design): readonly string[] {
  const doubts = isScaled(design) && isGuessedScale(design) ? [t.doubts.scale] : []
  return marksInDoubt(design) ? [...doubts, isOutlineGuessed(design.marks) ? t.doubts.outline : t.doubts.marks] : doubts
}

/** Whether areas are measured on marks that are still as proposed, or would be: where it is flat by wish nothing is said. */
export function marksInDoubt(design: Design): boolean {
  const flat = noHeadOf(design)
  const byMarks = flat ? design.head?.on === true && flat !== 'part' : fitOf(design) !== null
  return byMarks && marksDoubt(design) === 'marks'
}
