import type { AreaDesign, Design, FillSettings, Undertone } from '../../core/design/design.ts'
import { areaRoles, inkPresets, takesDots, type DottedRole } from '../../core/design/design.ts'
import { FRESH, HALF_LIFE_YEARS, HEALED, pigmentKinds, usualAgeing } from '../../core/pigment/ageing.ts'
import { shades } from '../../core/pigment/pigment.ts'
import { paintCapsule } from '../../core/pixels/maskPaint.ts'
import { pieceOfHead } from './headPiece.ts'
import { MM_PER_PX, PHOTO } from './labSkin.ts'

/** A fill on a piece of skin, and the hair that stands there before. */
export interface Scene {
  readonly name: string
  readonly design: Design
  /** Shaved hair in the photo itself; null for bare skin. */
  readonly hair: Design | null
}

export interface Sheet {
  readonly id: string
  readonly name: string
  /** What to look for. */
  readonly look: string
  readonly scenes: (undertone: Undertone) => readonly Scene[]
}

const CENTRE = { x: PHOTO.width / 2, y: PHOTO.height / 2 }
const px = (mm: number): number => mm / MM_PER_PX

const head = { photo: PHOTO, mmPerPx: MM_PER_PX, seed: 5 }
/** Far behind the hairline, and with it just under the middle. */
const behind = pieceOfHead({ ...head, belowMm: 60 })
const atLine = pieceOfHead({ ...head, belowMm: 3 })

const withFill = (design: Design, fill: Partial<FillSettings>): Design => ({
  ...design,
  fill: { ...design.fill, filled: true, ...fill },
})
const withArea = (design: Design, area: Partial<AreaDesign>): Design => ({
  ...design,
  area: { ...design.area, ...area },
})

const empty = behind.area.add
const left = { x: 0, y: CENTRE.y }
const right = { x: PHOTO.width, y: CENTRE.y }
const everywhere = paintCapsule(empty, left, right, PHOTO.height, 0, 'max')
const strip = paintCapsule(empty, left, right, px(3), 0.15, 'max')
/** Its rim runs through the middle of the photo. */
const patchAt = { x: CENTRE.x - px(12), y: CENTRE.y }
const patch = paintCapsule(empty, patchAt, patchAt, px(12), 0.05, 'max')

const filled = (fill: Partial<FillSettings>): Design =>
  withFill(withArea(behind, { proposed: false, add: everywhere, role: 'bald' }), fill)

/** Shaved hair over all of the photo but what is left bare. */
const hairOf = (perCm2: number, bare = empty): Design =>
  withFill(withArea(behind, { proposed: false, add: everywhere, subtract: bare, role: 'stubble' }), {
    densityPerCm2: perCm2,
    shade: 0,
    seed: 77,
  })

const roleNames = {
  bald: 'Bald, hairline',
  thinning: 'Thinning, 60 hairs/cm²',
  part: 'Part line, 60 hairs/cm²',
  stubble: 'Stubble',
  scar: 'Scar in hair',
  areata: 'Areata patch in hair',
  beard: 'Beard, 40 hairs/cm²',
} as const satisfies Record<DottedRole, string>

function sceneOf(role: DottedRole): Scene {
  const scene = (design: Design, hair: Design | null, area: Partial<AreaDesign> = {}): Scene => ({
    name: roleNames[role],
    design: withFill(withArea(design, { role, ...area }), {}),
    hair,
  })
  const allOver = { proposed: false, add: everywhere }
  switch (role) {
    case 'bald':
    case 'stubble':
      return scene(atLine, null)
    case 'thinning':
    case 'part':
      return scene(behind, hairOf(60), { ...allOver, presentPerCm2: 60 })
    case 'scar':
      return scene(behind, hairOf(123, strip), { proposed: false, add: strip })
    case 'areata':
      return scene(behind, hairOf(123, patch), { proposed: false, add: patch })
    case 'beard':
      return scene(behind, hairOf(40), { ...allOver, presentPerCm2: 40 })
  }
}

const presetNames = {
  healed: 'Healed',
  heavy: 'Heavy',
  mid: 'Mid depth',
  deep: 'Too deep',
  diluted: 'Diluted',
  shaft: 'Hair shaft',
} as const
const moments = [
  ['Day 0', FRESH],
  ['Day 3', 3],
  ['Day 7', 7],
  ['Day 14', 14],
  ['Healed', HEALED],
  ['1 year', 365],
  ['3 years', 1096],
  ['5 years', 1826],
  ['10 years', 3653],
] as const
const pigmentNames = { carbon: 'Carbon', organic: 'Organic', oxide: 'Iron oxide' } as const

const plain = (name: string, fill: Partial<FillSettings>): Scene => ({ name, design: filled(fill), hair: null })

export const sheets: readonly Sheet[] = [
  {
    id: 'density',
    name: 'Density',
    look: 'No lattice, rings or worms at any density; at 25 % an even tone without tiles that repeat.',
    scenes: () => [60, 120, 180, 260].map((n) => plain(`${n}/cm²`, { densityPerCm2: n })),
  },
  {
    id: 'sittings',
    name: 'Sittings',
    look: 'Each sitting is natural by itself, and every dot of it is in the next.',
    scenes: () => ([1, 2, 3] as const).map((sitting) => plain(`Sitting ${sitting}`, { sitting })),
  },
  {
    id: 'roles',
    name: 'Roles',
    look: 'No hard edge at a hairline, scar or patch; dots lie between the hairs as if they belonged to them.',
    scenes: () => areaRoles.filter(takesDots).map(sceneOf),
  },
  {
    id: 'shades',
    name: 'Shades',
    look: 'A ladder from dark to light on every skin; ink in the skin, never grey upon it.',
    scenes: (undertone) => shades.map(({ name }, shade) => plain(name, { shade, undertone })),
  },
  {
    id: 'presets',
    name: 'Presets',
    look: 'Deeper ink is wider and cooler; a shaft is a point.',
    scenes: () => inkPresets.map((preset) => plain(presetNames[preset], { preset })),
  },
  {
    id: 'moments',
    name: 'Moments',
    look: 'Dark and red when fresh, patchy in the week when scabs shed, then even, lighter, softer and a little cooler.',
    scenes: () => moments.map(([name, moment]) => plain(name, { moment })),
  },
  {
    id: 'pigments',
    name: 'Pigments after five years',
    look: 'Carbon is the darkest and a little cooler than it was, oxide the lightest and warm.',
    scenes: () =>
      pigmentKinds.map((pigment) => {
        const ageing = { ...usualAgeing, pigment, halfLifeYears: HALF_LIFE_YEARS[pigment] }
        return plain(pigmentNames[pigment], { moment: 1826, ageing })
      }),
  },
]
