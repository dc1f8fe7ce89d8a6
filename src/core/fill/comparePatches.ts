import type { PointPx } from '../geometry/points.ts'
import type { PatchMeasure } from '../pixels/patch.ts'

/** The two patches that are compared, in px of the photo. */
export interface MatchPatches {
  readonly hair: PointPx
  readonly bare: PointPx
  readonly radiusMm: number
}
export type PatchName = 'hair' | 'bare'

/** Two of these hold 2.4 cm2: some 150 hairs each, few enough to lie in one light. */
export const PATCH_RADIUS_MM = 6.2

/** Why two patches say nothing; `patch` where it lies with one of them. */
export type MatchProblem =
  | { readonly code: 'small' | 'overlap' | 'noHair' | 'otherLight' }
  | { readonly code: 'edge' | 'bright' | 'dark' | 'notSkin' | 'uneven'; readonly patch: PatchName }
  | { readonly code: 'hairy' }

/** Judgement, checked on the sample's patches: bare skin there has a texture of .02, stubble .1 or more, in ln light. */
const LIMIT = {
  /** Patches of fewer px hold no statistics. */
  radiusPx: 10,
  burnt: 0.02,
  black: 0.25,
  offSkin: 0.2,
  /** ln of light across one patch. */
  fall: 0.5,
  /** Difference of the patches' gloss. */
  gloss: 0.08,
  /** Least darkening by hair, ln green. */
  tone: 0.03,
  /** Most: beyond, one of the patches lies in shadow. */
  mostTone: 1.2,
  /** Texture of hair over that of skin, where it is not plain by itself (variances). */
  hairOverBare: 1.4,
  hairTexture: 0.05 ** 2,
  /** ln of light between the patches, and how far the two may differ about it. */
  between: 0.4,
  unsure: 0.3,
  /** Texture of bare skin over that of the hair, and by itself (variances). */
  bareShare: 0.35,
  bareTexture: 0.05 ** 2,
  /** Red over green of any skin, and of hair on it. */
  redness: { bare: 1.1, hair: 1.02 },
} as const

/** ln of the light at the hair over that at the bare patch, by how it changes in one of them. */
function lightBetween({ hair, bare }: MatchPatches, seenFrom: PatchMeasure): number {
  const [x, y] = seenFrom.slope
  return x * (hair.x - bare.x) + y * (hair.y - bare.y)
}

/** The hair as it would be in the light of the bare patch: light that falls off evenly is no reason to refuse. */
export function inBareLight(patches: MatchPatches, hair: PatchMeasure, bare: PatchMeasure): PatchMeasure {
  const gain = Math.exp(-(lightBetween(patches, hair) + lightBetween(patches, bare)) / 2)
  return { ...hair, light: [hair.light[0] * gain, hair.light[1] * gain, hair.light[2] * gain] }
}

/** Standard error of that in ln light: what is carried over to another place is never quite known. */
export function lightError(patches: MatchPatches, hair: PatchMeasure, bare: PatchMeasure): number {
  const [atHair, atBare] = [lightBetween(patches, hair), lightBetween(patches, bare)]
  return Math.hypot(0.02, 0.35 * (atHair - atBare), 0.15 * (atHair + atBare))
}

/** The reason why two measured patches can not be compared; null where they can. */
export function patchProblem(
  patches: MatchPatches,
  radiusPx: number,
  hair: PatchMeasure,
  bare: PatchMeasure,
): MatchProblem | null {
  for (const [patch, m] of [
    ['hair', hair],
    ['bare', bare],
  ] as const) {
    if (m.burnt > LIMIT.burnt) return { code: 'bright', patch }
    if (m.black > LIMIT.black) return { code: 'dark', patch }
    const [r, g, b] = m.light
    if (m.offSkin > LIMIT.offSkin || r < LIMIT.redness[patch] * g || b > g) return { code: 'notSkin', patch }
    if (2 * radiusPx * Math.hypot(...m.slope) > LIMIT.fall) return { code: 'uneven', patch }
  }
  const [atHair, atBare] = [lightBetween(patches, hair), lightBetween(patches, bare)]
  const tone = Math.log(bare.light[1] / inBareLight(patches, hair, bare).light[1])
  // A bare patch with hair is rougher than skin; together with a lighter 'hair' the circles were mixed up.
  if (bare.texture > LIMIT.bareTexture && bare.texture > LIMIT.bareShare * hair.texture) return { code: 'hairy' }
  if (hair.texture < LIMIT.hairTexture && hair.texture < LIMIT.hairOverBare * bare.texture) return { code: 'noHair' }
  const unsure = Math.abs(atHair - atBare) > LIMIT.unsure || Math.abs(atHair + atBare) / 2 > LIMIT.between
  if (unsure || Math.abs(bare.gloss - hair.gloss) > LIMIT.gloss || tone > LIMIT.mostTone) return { code: 'otherLight' }
  if (tone < LIMIT.tone) return { code: 'noHair' }
  return null
}

/** What speaks against two patches before anything is measured. */
export function placeProblem(
  { hair, bare }: MatchPatches,
  radiusPx: number,
  isOnPhoto: (centre: PointPx) => boolean,
): MatchProblem | null {
  if (radiusPx < LIMIT.radiusPx) return { code: 'small' }
  if (!isOnPhoto(hair)) return { code: 'edge', patch: 'hair' }
  if (!isOnPhoto(bare)) return { code: 'edge', patch: 'bare' }
  return Math.hypot(hair.x - bare.x, hair.y - bare.y) < 1.5 * radiusPx ? { code: 'overlap' } : null
}
