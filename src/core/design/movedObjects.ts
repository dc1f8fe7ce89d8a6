import type { PointPx } from '../geometry/points.ts'
import type { Design } from './design.ts'
import { withObjectCopy, withObjectMoved, type CopyProblem } from './movedObject.ts'
import { withoutObject, type DesignObject } from './objects.ts'

/** Several objects at once. */

/** A step as all of them can take it: areas go by whole pixels, and the others stay where they are beside them. */
export const stepTogether = (objects: readonly DesignObject[], by: PointPx): PointPx =>
  objects.some(({ kind }) => kind === 'area') ? { x: Math.round(by.x), y: Math.round(by.y) } : by

/**
 * The design with objects moved as a whole.
 * @param by px
 * @param held the one that was taken by the mirror image of its line, if any
 */
export const withObjectsMoved = (
  design: Design,
  objects: readonly DesignObject[],
  by: PointPx,
  held: DesignObject | null = null,
): Design => objects.reduce((moved, object) => withObjectMoved(moved, object, by, object === held), design)

/** The design with a copy right on each object, in their order; why not where there is no room for all of them. */
export function withObjectCopies(
  design: Design,
  objects: readonly DesignObject[],
): { readonly design: Design; readonly objects: readonly DesignObject[] } | CopyProblem {
  let copied = { design, objects: [] as readonly DesignObject[] }
  for (const object of objects) {
    const next = withObjectCopy(copied.design, object)
    if (typeof next === 'string') return next
    copied = { design: next.design, objects: [...copied.objects, next.object] }
  }
  return copied
}

/** The design without objects, and those of them that stay: the last of its kind does. */
export function withoutObjects(
  design: Design,
  objects: readonly DesignObject[],
): { readonly design: Design; readonly stayed: readonly DesignObject[] } {
  let left = design
  const stayed = objects.filter((object) => {
    const without = withoutObject(left, object)
    left = without ?? left
    return without === null
  })
  return { design: left, stayed }
}
