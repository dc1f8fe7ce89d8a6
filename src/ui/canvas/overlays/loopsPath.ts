import type { Loops } from './areaShape.ts'

/** Closed loops x0, y0, x1, y1, ... as a path, with so much added to each figure. */
function traced(loops: Iterable<ArrayLike<number>>, offset: number): Path2D {
  const path = new Path2D()
  for (const loop of loops) {
    for (let i = 0; i < loop.length; i += 2) {
      const [x, y] = [loop[i]! + offset, loop[i + 1]! + offset]
      if (i === 0) path.moveTo(x, y)
      else path.lineTo(x, y)
    }
    path.closePath()
  }
  return path
}

/**
 * Closed loops of samples, as `contoursOf` finds them, in sample sides: the corner of the first sample is 0, 0, and its centre
 * half a side from there.
 */
export const loopsPath = (loops: Iterable<ArrayLike<number>>): Path2D => traced(loops, 0.5)

const paths = new WeakMap<Loops, Path2D>()

/** In photo px; kept while the shape is, so that pans and zooms only draw it elsewhere. */
export function pathOfLoops(loops: Loops): Path2D {
  const known = paths.get(loops)
  if (known) return known
  const path = traced(loops, 0)
  paths.set(loops, path)
  return path
}
