import { eachArea } from '../../core/design/areas.ts'
import type { Slide } from '../../store/presentStore.ts'
import { styleNames } from '../../store/snapshotNames.ts'
import { whenShown } from '../panels/comparedItems.ts'
import { number } from '../shell/format.ts'
import { presentStrings as t } from '../strings/presentStrings.ts'
import { strings } from '../strings/strings.ts'

/** What stands under a slide: `Mature hairline`, and below it `Frontal · Healed`. */
export interface SlideName {
  readonly what: string
  readonly detail: string
}

/**
 * By its content, its view and its moment: what an artist has called a snapshot is not for everybody's eyes, and may be a
 * patient's name. Slides that this says the same of are told apart by a number.
 */
export function slideName(slide: Slide, slides: readonly Slide[]): SlideName {
  const name = plainName(slide)
  const alike = slides.filter((other) => {
    const { what, detail } = plainName(other)
    return what === name.what && detail === name.detail
  })
  if (alike.length < 2) return name
  return { ...name, detail: `${name.detail} · ${t.design(number(alike.indexOf(slide) + 1))}` }
}

function plainName({ design, view }: Slide): SlideName {
  const isBeard = eachArea(design).every((one) => one.design.area.role === 'beard')
  const moment = whenShown(design)
  return {
    what: isBeard ? t.beard : t.hairline(styleNames[design.hairline.style]),
    detail: moment === '' ? strings.views[view] : `${strings.views[view]} · ${moment}`,
  }
}
