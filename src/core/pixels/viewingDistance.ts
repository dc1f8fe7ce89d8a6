/** From where a head is looked at, metres: in the mirror, across a table, across a room. */
export const viewingDistances = [0.3, 1, 3] as const
export type ViewingDistance = (typeof viewingDistances)[number]

/**
 * A healthy eye tells details that stand one arc minute apart (visual acuity 1.0 = 20/20: the stroke of a letter that is
 * just read on a Snellen chart is 1 arc minute wide).
 */
const RESOLVED_RAD = Math.PI / (180 * 60)
/** The eye's spread of a point is taken as a gaussian as wide at half its height as that detail (assumed). */
const WIDTH_OVER_SIGMA = 2 * Math.sqrt(2 * Math.LN2)

/**
 * What an eye at a distance makes of skin: the sigma of a gaussian blur on it, mm. It grows with the distance; .04 mm at
 * arm's length, a dot's third; .37 mm across a room, three dots' width.
 * @param distanceM metres
 */
export const eyeBlurMm = (distanceM: number): number => (1000 * distanceM * Math.tan(RESOLVED_RAD)) / WIDTH_OVER_SIGMA

/** The same on a screen that shows the skin this large, CSS px. */
export const eyeBlurPx = (distanceM: number, cssPxPerMm: number): number => eyeBlurMm(distanceM) * cssPxPerMm
