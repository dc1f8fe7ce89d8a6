import type { Loops } from './areaShape.ts'

/** Closed loops of samples, as `contoursOf` finds them, in sample sides: the corner of the first sample is 0, 0. */
export function loopsPath(loops: Iterable<ArrayLike<number>>): Path2D {
  const path = new Path2D()
  for (const loop of loops) {
    // The centre of the first sample is half a side from the corner.
    for (let i = 0; i < loop.length; i += 2)
      if (i === 0) path.moveTo(loop[0]! + 0.5, loop[1]! + 0.5)
      else path.lineTo(loop[i]! + 0.5, loop[i + 1]! + 0.5)
    path.closePath()
  }
  return path
}

const paths = new WeakMap<Loops, Path2D>()

/** In photo px; kept while the shape is, so that pans and zooms only draw it elsewhere. */
export function pathOfLoops(loops: Loops): Path2D {
  const known = paths.get(loops)
  if (known) return known
  const path = new Path2D()
  for (const loop of loops) {
    for (let i = 0; i < loop.length; i += 2) {
      if (i === 0) path.moveTo(loop[0] ?? 0, loop[1] ?? 0)
      else path.lineTo(loop[i] ?? 0, loop[i + 1] ?? 0)
    }
    path.closePath()
  }
  paths.set(loops, path)
  return path
}
