export const zooms = ['25', '100', '400'] as const
/** Per cent: screen px per px of the photo. */
export type Zoom = (typeof zooms)[number]

/** Mip level that is drawn: zoomed out, finished px stand for several of the photo, as in the studio. */
export const zoomLevel = (zoom: Zoom): number => (zoom === '25' ? 2 : 0)
/** CSS px of one px of the drawing. */
export const zoomGrow = (zoom: Zoom): number => (zoom === '400' ? 4 : 1)
