import type { HeadAxes, HeadFit, Vector } from './headFit.ts'
import type { PointPx } from './points.ts'

/**
 * The form of a scalp: |x/a|^p + |y/c|^p + |z/b|^p = 1. Heads are squarer than ellipsoids (p = 2): the forehead rises
 * steeply and the crown is flat. Of the sample's silhouettes 2.5 leaves a third of the ellipsoid's misfit.
 * 2.5 needs no power but a square root: x^2.5 = x x sqrt(x).
 */
const P = 2.5

/** The farthest a point of the form lies from the middle, in half axes: 3^(1/2 - 1/p). */
const REACH = 3 ** (0.5 - 1 / P)

const MOST_STEPS = 60
const CLOSE = 1e-12

/** sgn(q) |q|^1.5, of which |q|^2.5 is q times it and its slope 1.5 sqrt|q|. */
const bent = (q: number): number => q * Math.sqrt(Math.abs(q))

export const dot3 = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
export const scale3 = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by]
export const add3 = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
export const subtract3 = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
export const cross3 = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]
export const length3 = (a: Vector): number => Math.sqrt(dot3(a, a))
export const unit3 = (a: Vector): Vector => scale3(a, 1 / length3(a))

export type Rotation = HeadFit['rotation']

export const turn = (r: Rotation, v: Vector): Vector => [
  r[0] * v[0] + r[1] * v[1] + r[2] * v[2],
  r[3] * v[0] + r[4] * v[1] + r[5] * v[2],
  r[6] * v[0] + r[7] * v[1] + r[8] * v[2],
]
export const turnBack = (r: Rotation, v: Vector): Vector => [
  r[0] * v[0] + r[3] * v[1] + r[6] * v[2],
  r[1] * v[0] + r[4] * v[1] + r[7] * v[2],
  r[2] * v[0] + r[5] * v[1] + r[8] * v[2],
]

/**
 * Head to camera, radians. Yaw: how far the camera stands to the patient's left, 0 in front. Pitch: how far it stands above,
 * or the head is bowed. Roll: how far the photo is turned, clockwise the head's top goes to the right.
 */
export function rotationOf(yaw: number, pitch: number, roll: number): Rotation {
  const [cy, sy, cp, sp, cr, sr] = [
    Math.cos(yaw),
    Math.sin(yaw),
    Math.cos(pitch),
    Math.sin(pitch),
    Math.cos(roll),
    Math.sin(roll),
  ]
  const right: Vector = [cy, 0, -sy]
  const down: Vector = [sp * sy, -cp, sp * cy]
  const away: Vector = [-cp * sy, -sp, -cp * cy]
  const row = (c: number, s: number): Vector => add3(scale3(right, c), scale3(down, s))
  return [...row(cr, -sr), ...row(sr, cr), ...away]
}

const inAxes = (axes: HeadAxes, v: Vector): Vector => [v[0] / axes.a, v[1] / axes.c, v[2] / axes.b]

/** 1 on the scalp, less inside: by what the head must be scaled to reach a place, in mm of the head frame. */
export function gauge(axes: HeadAxes, place: Vector): number {
  const [x, y, z] = inAxes(axes, place)
  return (x * bent(x) + y * bent(y) + z * bent(z)) ** (1 / P)
}

/** Unit normal of the scalp at a place of it, outwards, head frame. */
export function outward(axes: HeadAxes, place: Vector): Vector {
  const [x, y, z] = inAxes(axes, place)
  return unit3([bent(x) / axes.a, bent(y) / axes.c, bent(z) / axes.b])
}

/** The place of the scalp, mm, in the direction (s_x, s_y, s_z) of the head stretched to a ball. */
export function scalpAt(axes: HeadAxes, s: Vector): Vector {
  const k = (s[0] * bent(s[0]) + s[1] * bent(s[1]) + s[2] * bent(s[2])) ** (-1 / P)
  return [axes.a * s[0] * k, axes.c * s[1] * k, axes.b * s[2] * k]
}

/** Where a line enters the scalp: the least t with from + t along on it, mm of the head frame. NaN where it passes by. */
export function entry(axes: HeadAxes, from: Vector, along: Vector): number {
  const q = inAxes(axes, from)
  const d = inAxes(axes, along)
  const dd = dot3(d, d)
  const qd = dot3(q, d)
  const room = qd * qd - dd * (dot3(q, q) - REACH * REACH)
  if (!(room >= 0)) return NaN
  // The form is convex: from the ball around it Newton's steps stay in front of it.
  let t = (-qd - Math.sqrt(room)) / dd
  for (let i = 0; i < MOST_STEPS; i++) {
    const x = q[0] + t * d[0]
    const y = q[1] + t * d[1]
    const z = q[2] + t * d[2]
    const [bx, by, bz] = [bent(x), bent(y), bent(z)]
    const excess = x * bx + y * by + z * bz - 1
    if (excess < CLOSE) return t
    const slope = P * (bx * d[0] + by * d[1] + bz * d[2])
    if (slope >= 0) return NaN
    t -= excess / slope
  }
  return t
}

/** The t at which from + t along lies deepest in the head, or passes it closest as the head's own form measures it. */
export function deepest(axes: HeadAxes, from: Vector, along: Vector): number {
  const q = inAxes(axes, from)
  const d = inAxes(axes, along)
  let t = -dot3(q, d) / dot3(d, d)
  for (let i = 0; i < MOST_STEPS; i++) {
    let slope = 0
    let bend = 0
    for (let k = 0; k < 3; k++) {
      const at = q[k]! + t * d[k]!
      slope += bent(at) * d[k]!
      bend += Math.sqrt(Math.abs(at)) * d[k]! * d[k]!
    }
    const step = slope / ((P - 1) * bend)
    t -= step
    if (Math.abs(step) < 1e-9 * Math.abs(t)) break
  }
  return t
}

/** A photo's view of a fitted head. Its line of sight through (x, y) is eye + depth * sight, head frame. */
export interface HeadView {
  readonly fit: HeadFit
  /** The camera, mm, head frame. */
  readonly eye: Vector
  sight(p: PointPx): Vector
  /** mm from the camera along the optical axis; NaN off the head. */
  depthAt(p: PointPx): number
  /** Where a place of the head frame is seen, px, and its depth, mm. */
  seen(place: Vector): PointPx & { depth: number }
  /** Whether a place of the scalp is turned to the camera. */
  faces(place: Vector): boolean
}

export function headView(fit: HeadFit): HeadView {
  const { axes, rotation, position, focalPx, cx, cy } = fit
  const eye = scale3(turnBack(rotation, position), -1)
  const sight = (p: PointPx): Vector => turnBack(rotation, [(p.x - cx) / focalPx, (p.y - cy) / focalPx, 1])
  return {
    fit,
    eye,
    sight,
    depthAt: (p) => entry(axes, eye, sight(p)),
    seen(place) {
      const [x, y, z] = add3(turn(rotation, place), position)
      return { x: cx + (focalPx * x) / z, y: cy + (focalPx * y) / z, depth: z }
    },
    faces: (place) => dot3(outward(axes, place), subtract3(place, eye)) < 0,
  }
}
