/** A rectangle of the window, CSS px. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Placed {
  readonly left: number
  readonly top: number
  /** On which side of the card the control lies, and how far along that side the arrow stands. */
  readonly side: 'above' | 'below' | 'left' | 'right'
  readonly arrow: number
}

/** What somebody may want to press meanwhile. */
const CONTROLS = 'button, a[href], input, select, textarea, label, [role="slider"], [role="separator"]'

const boxOf = (element: Element | null): Rect | null => {
  const rect = element?.getBoundingClientRect()
  return rect && rect.width > 0 && rect.height > 0 ? rect : null
}

/** Where the first of a kind stands; null where there is none. */
export const rectOf = (selector: string): Rect | null => boxOf(document.querySelector(selector))

/** Whether the middle of something is seen: panels scroll, and keep the rest under their edges. */
function isSeen(element: Element, { x, y, width, height }: Rect): boolean {
  const [top] = document
    .elementsFromPoint(x + width / 2, y + height / 2)
    .filter((found) => found.closest('.coach-card') === null)
  return top !== undefined && (element.contains(top) || top.contains(element))
}

/** As `rectOf`, and null where a panel has scrolled it away. */
export function inSight(selector: string): Rect | null {
  const element = document.querySelector(selector)
  const box = boxOf(element)
  return element && box && isSeen(element, box) ? box : null
}

/** The controls that can be pressed just now, but those of the hints themselves, and the words and figures beside them. */
export function inUse(): readonly Rect[] {
  const words = [...document.querySelectorAll('.inspector *')].filter((element) =>
    [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== ''),
  )
  return [...document.querySelectorAll(CONTROLS), ...words].flatMap((element) => {
    if (element.closest('.coach, .unseen')) return []
    const box = boxOf(element)
    return box && isSeen(element, box) ? [box] : []
  })
}

/** Space between a control and its hint, CSS px. */
const GAP = 14
const EDGE = 12
/** The arrow stays off the card's round corners, CSS px. As in the style sheet. */
const CORNER = 18
/** How far from its place beside the control a hint still belongs to it, CSS px. */
const NEAR = 60

/**
 * The nearest place beside a control where the card covers nothing of `free` and its arrow still points at the control:
 * under it where there is a choice, then left, right and over it. Null where there is none.
 * @param card its size, CSS px
 * @param room the window
 */
export function placeBeside(
  target: Rect,
  card: { readonly width: number; readonly height: number },
  room: Rect,
  free: readonly Rect[] = [],
): Placed | null {
  const inner = {
    x: room.x + EDGE,
    y: room.y + EDGE,
    right: room.x + room.width - EDGE,
    bottom: room.y + room.height - EDGE,
  }
  const [right, bottom] = [target.x + target.width, target.y + target.height]
  const middle = { x: target.x + target.width / 2, y: target.y + target.height / 2 }
  const centred = {
    x: Math.max(inner.x, Math.min(inner.right - card.width, middle.x - card.width / 2)),
    y: Math.max(inner.y, Math.min(inner.bottom - card.height, middle.y - card.height / 2)),
  }
  const starts: readonly (readonly [Placed['side'], number, number])[] = [
    ['above', centred.x, bottom + GAP],
    ['right', target.x - GAP - card.width, centred.y],
    ['left', right + GAP, centred.y],
    ['below', centred.x, target.y - GAP - card.height],
  ]
  const reach = {
    x: target.x - 2 * card.width,
    y: target.y - 2 * card.height,
    width: 4 * card.width + target.width,
    height: 4 * card.height + target.height,
  }
  const inTheWay = free.filter((other) => overlap(other, reach))
  // Past the edges of what is in the way, to either side.
  const pastX = inTheWay.flatMap(({ x, width }) => [x - EDGE - card.width, x + width + EDGE])
  const pastY = inTheWay.flatMap(({ y, height }) => [y - EDGE - card.height, y + height + EDGE])
  const points = (side: Placed['side'], x: number, y: number): boolean =>
    side === 'above' || side === 'below'
      ? x + CORNER <= right &&
        x + card.width - CORNER >= target.x &&
        (side === 'above' ? y >= bottom + GAP : y + card.height + GAP <= target.y)
      : y + CORNER <= bottom &&
        y + card.height - CORNER >= target.y &&
        (side === 'left' ? x >= right + GAP : x + card.width + GAP <= target.x)
  const isFree = (x: number, y: number): boolean =>
    x >= inner.x &&
    y >= inner.y &&
    x + card.width <= inner.right &&
    y + card.height <= inner.bottom &&
    !inTheWay.some((other) => overlap({ x, y, ...card }, other))
  let best: { readonly placed: Placed; readonly away: number } | null = null
  for (const [side, atX, atY] of starts) {
    const upright = side === 'above' || side === 'below'
    const within = (places: readonly number[], at: number, far: number) => [
      at,
      ...places.filter((place) => Math.abs(place - at) <= far),
    ]
    for (const x of within(pastX, atX, upright ? card.width : NEAR)) {
      for (const y of within(pastY, atY, upright ? NEAR : card.height)) {
        const away = Math.hypot(x - atX, y - atY)
        if ((best && best.away <= away) || !points(side, x, y) || !isFree(x, y)) continue
        best = { placed: { left: x, top: y, side, arrow: upright ? middle.x - x : middle.y - y }, away }
      }
    }
  }
  return best?.placed ?? null
}

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
