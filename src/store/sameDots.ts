import type { Design } from '../core/design/design.ts'

/** Whether two designs give the same dots and ink. Edits share what they did not change, so identity tells. */
export function sameDots(a: Design, b: Design): boolean {
  return (
    a.photo.hash === b.photo.hash &&
    a.fill === b.fill &&
    sameStages(a.reversal, b.reversal) &&
    a.recession === b.recession &&
    a.hairline === b.hairline &&
    a.area === b.area &&
    a.scale === b.scale &&
    a.marks === b.marks
  )
}

/** The dates of visits change no picture. */
function sameStages(a: Design['reversal'], b: Design['reversal']): boolean {
  if (a === b || !a || !b) return a === b
  const undated = { startDate: null, gapDays: null }
  const [now, before] = [
    { ...a, ...undated },
    { ...b, ...undated },
  ]
  return Object.keys(now).every((key) => now[key as keyof typeof now] === before[key as keyof typeof before])
}

/** What a picture is made of, to be put back as a whole. */
export const partsThatMakeDots = (d: Design) => ({
  fill: d.fill,
  recession: d.recession,
  hairline: d.hairline,
  area: d.area,
  scale: d.scale,
  marks: d.marks,
})
