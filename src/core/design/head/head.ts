import type { HeadFit } from '../../geometry/headFit.ts'
import type { HeadProblem } from '../../geometry/fitHead.ts'
import type { EdgeHair } from '../../geometry/headPriors.ts'
import type { Design, Marks } from '../design.ts'

/** Why a photo is measured flat. */
export const headProblems = [
  'noOutline',
  'cropped',
  'otherForm',
  'otherSize',
  'scaleOffHead',
  /** The view shows no whole head. */
  'part',
  /** Neither the hand nor the search for the head's edge has looked at the outline. */
  'unchecked',
] as const satisfies readonly (HeadProblem | 'part' | 'unchecked')[]
export type NoHead = (typeof headProblems)[number]

/** What was found of the head on a photo: kept with the design, so that it measures tomorrow what it measures today. */
export type FoundHead =
  | {
      readonly fit: HeadFit
      /** rms of the outline beside the fitted rim, of the head's breadth; 0 where it was guessed. */
      readonly rmsShare: number
      /** By which rule its bands were worked out (core/design/headBands); absent before rules had numbers. */
      readonly rule?: number | undefined
    }
  | { readonly problem: NoHead }

/** A head as a photo from the front has it: what lines are laid and measured on, in every view of the head. */
export interface HeadFront {
  readonly fit: HeadFit
  /** On that photo, px. */
  readonly marks: Marks
}

/** What a photo's millimetres stand on. */
export interface HeadDesign {
  /** False: the photo is measured flat by wish. */
  readonly on: boolean
  /** By the marks, the scale and the view that the design holds: see core/design/headFitting. */
  readonly found: FoundHead
  /** What stands on the head where its outline was laid; absent where nobody has said. */
  readonly hair?: EdgeHair | undefined
  /** As another view of the head has it: of the view that the design was carried from last. */
  readonly known?: HeadFront | undefined
}

/** The head that a design is measured on; null where it is measured flat. */
export function fitOf({ head }: Pick<Design, 'head'>): HeadFit | null {
  return head?.on && 'fit' in head.found ? head.found.fit : null
}

/** Goes up whenever bands come out otherwise than before for the same marks: stored heads then get new ones (headBands). */
export const BAND_RULE = 7

/** Whether a design's head has the bands of an older rule; a newer version's are better than any that are known here. */
export const hasOldBands = ({ head }: Pick<Design, 'head'>): boolean =>
  head !== undefined && 'fit' in head.found && (head.found.rule ?? 1) < BAND_RULE

/**
 * A design with what is worked out anew when it is opened left out, which are the bands of its heads: where nothing else
 * differs nobody has done anything to it. Neither for measuring nor for keeping.
 */
export function withoutBands(design: Design): Design {
  const { head } = design
  if (!head) return design
  const { found, known } = head
  return {
    ...design,
    head: {
      ...head,
      ...('fit' in found && { found: { fit: bare(found.fit), rmsShare: found.rmsShare } }),
      ...(known && { known: { ...known, fit: bare(known.fit) } }),
    },
  }
}

function bare({ hairError: _hair, tiltError: _tilt, ...fit }: HeadFit): HeadFit {
  return { ...fit, areaError: 0, lengthError: 0 }
}

/** Why there is no head to measure on; null where there is one, and where it is only switched off. */
export function noHeadOf({ head }: Pick<Design, 'head'>): NoHead | null {
  return head && 'problem' in head.found ? head.found.problem : null
}

/** How far the head is turned to its left and bowed, degrees: see rotationOf. */
export function poseOf({ rotation }: HeadFit): { turned: number; bowed: number } {
  const degrees = (radians: number) => (radians * 180) / Math.PI
  return {
    turned: degrees(Math.atan2(-rotation[6], -rotation[8])),
    bowed: degrees(Math.asin(Math.max(-1, Math.min(1, -rotation[7])))),
  }
}
