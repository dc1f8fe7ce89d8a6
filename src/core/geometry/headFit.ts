/** Semi-axes of a head, mm: half its breadth, half its depth, its height above the line through the ears. */
export interface HeadAxes {
  readonly a: number
  readonly b: number
  readonly c: number
}

/** A scalp's form and size; see headModel. */
export interface HeadForm extends HeadAxes {
  /** 0 for an ellipsoid, up to 1. */
  readonly squareness: number
  /** Half breadths lost per half depth towards the front, up to a quarter; none where it was fitted without. */
  readonly narrowing?: number
}

export type Vector = readonly [number, number, number]

/**
 * A head on a photo: its form under a pinhole camera. Head frame: mm, x to the patient's left, y up, z forward, origin in
 * the form's centre. Camera frame: mm, x to the right, y down, z away from the camera. A place of the head X is seen at
 * u = cx + f x/z, v = cy + f y/z with (x, y, z) = rotation X + position.
 */
export interface HeadFit {
  readonly axes: HeadForm
  /** Row-major, head to camera. */
  readonly rotation: readonly [number, number, number, number, number, number, number, number, number]
  /** The form's centre in the camera frame, mm. */
  readonly position: Vector
  readonly focalPx: number
  /** Where the optical axis meets the photo, px. */
  readonly cx: number
  readonly cy: number
  /** 90 % half width of an area on this head, relative: from the fit's own residuals, the scale and the view. */
  readonly areaError: number
  /** 90 % half width of a length along the skin, relative. */
  readonly lengthError: number
  /** 90 % half width of how the skin turns away from the camera, radians; absent in fits of older rules. */
  readonly tiltError?: number | undefined
  /** The part of both that is hair of a thickness nobody knows; absent where the outline lay on skin, or was not seen. */
  readonly hairError?: { readonly area: number; readonly length: number } | undefined
}
