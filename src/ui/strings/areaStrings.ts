import type { AreaJoin, AreaPartner } from '../../core/design/areas/shapedArea.ts'
import type { NothingLeftOut } from '../../store/edits/areaActions.ts'

/** Texts of what shapes an area without painting. Numbers arrive formatted. */
export const areaStrings = {
  /** Of the figure of all areas together, where there are several. */
  allAreas: 'All areas',
  dottedAreas: 'All areas with dots',
  shape: 'Shape',
  move: 'Grow or shrink',
  fade: 'Soft edge',
  invert: 'Invert',
  invertHint: 'Everything inside the head outline that has no area now, and nothing else.',
  join: 'Combine with',
  joins: {
    unite: (partner: string) => `Add ${partner}`,
    common: (partner: string) => `Keep only inside ${partner}`,
    less: (partner: string) => `Take off ${partner}`,
  } satisfies Record<AreaJoin, (partner: string) => string>,
  partners: {
    proposal: 'the proposal',
    existing: 'the existing SMP',
    hairLoss: 'the later hair loss',
  } satisfies Record<AreaPartner, string>,
  same: 'The area is so already.',
  failed: 'The area could not be shaped. Nothing was changed.',
  late: 'The design was changed meanwhile. Try again.',
  edited: 'Edited',
  repropose: 'Re-propose',

  leaveOut: {
    look: 'Keep hair and background out',
    looking: 'Looking for hair and background in the area.',
    found: (parts: string) => `In the area: ${parts}. Shown hatched on the photo.`,
    hair: (cm2: string) => `hair on ≈ ${cm2} cm²`,
    outside: (cm2: string) => `≈ ${cm2} cm² beside the head`,
    hairShare: (percent: string) => `hair on ${percent} of it`,
    outsideShare: (percent: string) => `${percent} of it beside the head`,
    and: ' and ',
    take: 'Leave out',
    keep: 'Keep',
    problems: {
      noArea: 'There is no area yet.',
      marks: 'Check the marks first: they say where the head ends.',
      outline: 'The edge of the head was not found. Lay the head outline on it in the Photo step.',
      small: 'The photo shows too few pixels to tell hair from skin.',
      nothing: 'No dense hair and no background were found in the area.',
      nothingOutside: 'Nothing lies beside the head. Hair is not looked for: here dots go between it.',
      failed: 'The photo could not be looked at. Nothing was changed.',
    } satisfies Record<NothingLeftOut, string>,
  },

  /** Hair that an area was proposed over; nobody asked. */
  onHair: {
    found: (hair: string, area: string) => `${hair} of ${area} cm² look like hair.`,
    foundShare: (percent: string) => `About ${percent} of the area looks like hair.`,
    planned: (percent: string) => `About ${percent} of the area looks like hair. Dots are counted on it too.`,
    keepOut: 'Keep hair out',
    looking: 'Looking for hair in the area.',
    leave: 'Leave it in',
    toArea: 'Look at the area',
    edit: 'Leave hair in area',
  },

  list: {
    label: 'Area in hand',
    add: 'New area',
    remove: (area: string) => `Delete ${area.toLowerCase()}`,
    enough: (most: string) => `There are ${most} areas already. Delete one first.`,
    empty: 'Empty',
    cm2: (cm2: string) => `≈ ${cm2} cm²`,
    banded: (cm2: string) => `${cm2} cm²`,
    edits: {
      add: 'New area',
      remove: (area: string) => `Delete ${area.toLowerCase()}`,
    },
  },

  stroke: {
    cm2: (signed: string) => `${signed} cm²`,
    share: (signed: string) => `${signed}%`,
    spoken: (what: string) => `This stroke: ${what}`,
    area: (cm2: string) => `Area ${cm2} cm²`,
    areaAtLeast: (cm2: string) => `Area at least ${cm2} cm²`,
  },

  edits: {
    grow: (by: string) => `Grow area ${by}`,
    shrink: (by: string) => `Shrink area ${by}`,
    fade: (by: string) => `Soften area edge ${by}`,
    unshape: 'Area as it was',
    invert: 'Invert area',
    leaveOut: 'Leave hair and background out',
    keepHairOut: 'Keep hair out',
    repropose: 'Re-propose area',
  },
}
