import { dottedRoles } from '../../core/design/areas/areas.ts'
import type { Slide } from '../../store/snapshots/presentStore.ts'
import { styleNames } from '../../store/snapshots/snapshotNames.ts'
import { whenShown } from '../panels/compare/comparedItems.ts'
import { number } from '../shell/figures/format.ts'
import { presentStrings as t } from '../strings/presentStrings.ts'
import { strings } from '../strings/strings.ts'

/** What stands under a slide: `Mature hairline`, and below it `Frontal · Healed`. */
export interface SlideName {
  readonly what: string
  readonly detail: string
}

/**
 * By its content, its view and its moment: what an artist has called a snapshot is not for everybody's eyes, and may be a
 * patient's name. The design that is worked on says so. Slides that this says the same of are told apart by a number.
 */
export function slideName(slide: Slide, slides: readonly Slide[]): SlideName {
  const name = plainName(slide)
  if (slide.snapshotId === null) return { ...name, detail: `${name.detail} · ${t.thisDesign}` }
  const alike = slides.filter((other) => {
    const { what, detail } = plainName(other)
    return other.snapshotId !== null && what === name.what && detail === name.detail
  })
  if (alike.length < 2) return name
  return { ...name, detail: `${name.detail} · ${t.design(number(alike.indexOf(slide) + 1))}` }
}

function plainName({ design, view, name }: Slide): SlideName {
  const dotted = dottedRoles(design)
  const isBeard = dotted.size === 1 && dotted.has('beard')
  const moment = whenShown(design)
  return {
    what: name ?? (isBeard ? t.beard : t.hairline(styleNames[design.hairline.style])),
    detail: moment === '' ? strings.views[view] : `${strings.views[view]} · ${moment}`,
  }
}
