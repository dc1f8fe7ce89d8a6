import type { HeadFit, HeadForm, Vector } from './headFit.ts'
import type { PointPx } from './points.ts'

/**
 * The form of a scalp: (1 - w) |q|^2 + w (|x|^3 + |y|^3 + |z|^3) = 1 of q = (X/a, Y/c, Z/b), w its squareness. At 0 it is an
 * ellipsoid. Heads are squarer: the forehead rises steeply and the crown is flat; the sample's silhouettes want about a
 * half, which leaves a third of the ellipsoid's misfit. And all are narrower in front than behind: X is divided by 1 - e Z/b,
 * e the narrowing; without it a head from above looks flatter than it is. Products and sums only, so that every browser lays the same dots.
 *
 * The left side is the level of a place, and this is how it changes with one coordinate. Where lines meet the form both are
 * written out: they are asked for at each step of each line of sight.
 */
const slope = (w: number, q: number): number => 2 * (1 - w) * q + 3 * w * q * Math.abs(q)

/** No place of any form lies farther from the middle, in half axes. */
const REACH = 1.35

/** By how much a head is narrowed so far in front of its middle; far in front of it by no more than there. */
const narrowed = (by: number, z: number): number => Math.max(0.5, 1 - by * z)

const MOST_STEPS = 60
const CLOSE = 1e-12

export const dot3 = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
export const scale3 = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by]
export const add3 = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
export const subtract3 = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
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

const inAxes = (form: HeadForm, v: Vector): Vector => [v[0] / form.a, v[1] / form.c, v[2] / form.b]

/** How the level changes with each coordinate of a place in half axes. */
function slopeAt({ squareness: w, narrowing = 0 }: HeadForm, [x, y, z]: Vector): Vector {
  const room = narrowed(narrowing, z)
  const widened = x / room
  const across = slope(w, widened) / room
  return [across, slope(w, y), slope(w, z) + across * widened * narrowing]
}

/** k with level(q / k) = 1: its inverse is found from outside. Number by number, as `entry`. */
function sizeAt({ squareness: w, narrowing = 0 }: HeadForm, qx: number, qy: number, qz: number): number {
  const two = 2 * (1 - w)
  const three = 3 * w
  const half = two * (1 / 2)
  const third = three * (1 / 3)
  let t = REACH / Math.sqrt(qx * qx + qy * qy + qz * qz)
  for (let i = 0; i < MOST_STEPS; i++) {
    const x = qx * t
    const y = qy * t
    const z = qz * t
    const breadth = narrowed(narrowing, z)
    const widened = x / breadth
    const [wide, tall, deep] = [Math.abs(widened), Math.abs(y), Math.abs(z)]
    const excess =
      widened * (half * widened + third * widened * wide) +
      y * (half * y + third * y * tall) +
      z * (half * z + third * z * deep) -
      1
    if (excess < CLOSE) break
    const across = (two * widened + three * widened * wide) / breadth
    t -=
      excess /
      (across * qx +
        (two * y + three * y * tall) * qy +
        (two * z + three * z * deep + across * widened * narrowing) * qz)
  }
  return 1 / t
}

/** Outwards from the scalp at a place of it, not of unit length. */
function steepest(form: HeadForm, place: Vector): Vector {
  const [x, y, z] = slopeAt(form, inAxes(form, place))
  return [x / form.a, y / form.c, z / form.b]
}

/** Unit normal of the scalp at a place of it, outwards, head frame. */
export const outward = (form: HeadForm, place: Vector): Vector => unit3(steepest(form, place))

/** The same without a vector made, into `out`. */
export function outwardAt(form: HeadForm, px: number, py: number, pz: number, out: Float64Array): void {
  const { a, b, c, squareness: w, narrowing = 0 } = form
  const z = pz / b
  const breadth = narrowed(narrowing, z)
  const widened = px / a / breadth
  const across = slope(w, widened) / breadth
  const x = across / a
  const y = slope(w, py / c) / c
  const zz = (slope(w, z) + across * widened * narrowing) / b
  const by = 1 / Math.sqrt(x * x + y * y + zz * zz)
  out[0] = x * by
  out[1] = y * by
  out[2] = zz * by
}

/** The place of the scalp, mm, in the direction (s_x, s_y, s_z) of the head stretched to a ball. */
export function scalpAt(form: HeadForm, s: Vector): Vector {
  const k = 1 / sizeAt(form, s[0], s[1], s[2])
  return [form.a * s[0] * k, form.c * s[1] * k, form.b * s[2] * k]
}

/** mm2 of scalp at a place of it over the solid angle that it fills of the head stretched to a ball. */
export function areaOverBall(form: HeadForm, place: Vector): number {
  const q = inAxes(form, place)
  const out = steepest(form, place)
  const r = length3(q)
  return (form.a * form.b * form.c * r * r * r * length3(out)) / dot3(out, place)
}

/**
 * Where a line enters the scalp: the least t with from + t along on it, mm of the head frame. NaN where it passes by.
 * Number by number, with nothing made on the way: each dot, sample and figure asks for a place of the skin.
 */
export function entry(form: HeadForm, from: Vector, along: Vector): number {
  return entryAt(form, from[0], from[1], from[2], along[0], along[1], along[2])
}

function entryAt(
  { a, b, c, squareness: w, narrowing = 0 }: HeadForm,
  fromX: number,
  fromY: number,
  fromZ: number,
  alongX: number,
  alongY: number,
  alongZ: number,
): number {
  const [qx, qy, qz] = [fromX / a, fromY / c, fromZ / b]
  const [dx, dy, dz] = [alongX / a, alongY / c, alongZ / b]
  const dd = dx * dx + dy * dy + dz * dz
  const qd = qx * dx + qy * dy + qz * dz
  const room = qd * qd - dd * (qx * qx + qy * qy + qz * qz - REACH * REACH)
  if (!(room >= 0)) return NaN
  const two = 2 * (1 - w)
  const three = 3 * w
  const half = two * (1 / 2)
  const third = three * (1 / 3)
  // The form is convex: from the ball around it Newton's steps stay in front of it.
  let t = (-qd - Math.sqrt(room)) / dd
  for (let i = 0; i < MOST_STEPS; i++) {
    const x = qx + dx * t
    const y = qy + dy * t
    const z = qz + dz * t
    const breadth = narrowed(narrowing, z)
    const widened = x / breadth
    const [wide, tall, deep] = [Math.abs(widened), Math.abs(y), Math.abs(z)]
    const excess =
      widened * (half * widened + third * widened * wide) +
      y * (half * y + third * y * tall) +
      z * (half * z + third * z * deep) -
      1
    if (excess < CLOSE) return t
    const across = (two * widened + three * widened * wide) / breadth
    const fall =
      across * dx + (two * y + three * y * tall) * dy + (two * z + three * z * deep + across * widened * narrowing) * dz
    if (fall >= 0) return NaN
    t -= excess / fall
  }
  return t
}

/** The t at which from + t along lies deepest in the head, or passes it closest as the head's own form measures it. */
export function deepest(form: HeadForm, from: Vector, along: Vector): number {
  return deepestAt(form, from[0], from[1], from[2], along[0], along[1], along[2])
}

function deepestAt(
  { a, b, c, squareness: w, narrowing = 0 }: HeadForm,
  fromX: number,
  fromY: number,
  fromZ: number,
  alongX: number,
  alongY: number,
  alongZ: number,
): number {
  const [qx, qy, qz] = [fromX / a, fromY / c, fromZ / b]
  const [dx, dy, dz] = [alongX / a, alongY / c, alongZ / b]
  const two = 2 * (1 - w)
  const three = 3 * w
  const six = 6 * w
  let t = -(qx * dx + qy * dy + qz * dz) / (dx * dx + dy * dy + dz * dz)
  for (let i = 0; i < MOST_STEPS; i++) {
    const x = qx + dx * t
    const y = qy + dy * t
    const z = qz + dz * t
    const room = narrowed(narrowing, z)
    const widened = x / room
    const across = (dx + widened * narrowing * dz) / room
    const [wide, tall, deep] = [Math.abs(widened), Math.abs(y), Math.abs(z)]
    const fall =
      (two * widened + three * widened * wide) * across +
      (two * y + three * y * tall) * dy +
      (two * z + three * z * deep) * dz
    const bend = (two + six * wide) * across * across + (two + six * tall) * dy * dy + (two + six * deep) * dz * dz
    const step = fall / bend
    t -= step
    if (Math.abs(step) < 1e-9 * Math.abs(t)) break
  }
  return t
}

const out3 = new Float64Array(3)

/**
 * How far a line from + t along passes beside the head (over 0) or cuts into it, mm. Number by number, as `entry`: a fit
 * asks for it thousands of times.
 */
export function beside(
  form: HeadForm,
  [fromX, fromY, fromZ]: Vector,
  alongX: number,
  alongY: number,
  alongZ: number,
): number {
  const t = deepestAt(form, fromX, fromY, fromZ, alongX, alongY, alongZ)
  const [x, y, z] = [fromX + alongX * t, fromY + alongY * t, fromZ + alongZ * t]
  // By what the head must be scaled to reach that place. That grows in proportion along the line from the middle.
  const size = sizeAt(form, x / form.a, y / form.c, z / form.b)
  outwardAt(form, x, y, z, out3)
  return ((size - 1) * (x * out3[0]! + y * out3[1]! + z * out3[2]!)) / size
}

/** A photo's view of a fitted head. Its line of sight through (x, y) is eye + depth * sight, head frame. */
export interface HeadView {
  readonly fit: HeadFit
  /** The camera, mm, head frame. */
  readonly eye: Vector
  sight(p: PointPx): Vector
  /** mm from the camera along the optical axis; NaN off the head. */
  depthAt(p: PointPx): number
  /** The place of the scalp that is seen there, head frame; null off the head. */
  skinUnder(p: PointPx): Vector | null
  /** As depthAt, along a line of sight. */
  enteredAt(sightX: number, sightY: number, sightZ: number): number
  /** Where a place of the head frame is seen, px, and its depth, mm. */
  seen(place: Vector): PointPx & { depth: number }
  /** Whether a place of the scalp is turned to the camera. */
  faces(place: Vector): boolean
}

/** Where the camera stands, mm, head frame. */
export const eyeOf = ({ rotation, position }: HeadFit): Vector => scale3(turnBack(rotation, position), -1)

export function headView(fit: HeadFit): HeadView {
  const { axes: form, rotation, position, focalPx, cx, cy } = fit
  const eye = eyeOf(fit)
  const [eyeX, eyeY, eyeZ] = eye
  const [r0, r1, r2, r3, r4, r5, r6, r7, r8] = rotation
  const sight = (p: PointPx): Vector => turnBack(rotation, [(p.x - cx) / focalPx, (p.y - cy) / focalPx, 1])
  const enteredAt = (x: number, y: number, z: number): number => entryAt(form, eyeX, eyeY, eyeZ, x, y, z)
  return {
    fit,
    eye,
    sight,
    depthAt(p) {
      const u = (p.x - cx) / focalPx
      const v = (p.y - cy) / focalPx
      return enteredAt(r0 * u + r3 * v + r6, r1 * u + r4 * v + r7, r2 * u + r5 * v + r8)
    },
    skinUnder(p) {
      const u = (p.x - cx) / focalPx
      const v = (p.y - cy) / focalPx
      const x = r0 * u + r3 * v + r6
      const y = r1 * u + r4 * v + r7
      const z = r2 * u + r5 * v + r8
      const depth = enteredAt(x, y, z)
      return Number.isNaN(depth) ? null : [eyeX + x * depth, eyeY + y * depth, eyeZ + z * depth]
    },
    enteredAt,
    seen(place) {
      const [x, y, z] = add3(turn(rotation, place), position)
      return { x: cx + (focalPx * x) / z, y: cy + (focalPx * y) / z, depth: z }
    },
    faces: (place) => dot3(outward(form, place), subtract3(place, eye)) < 0,
  }
}
