import type { CDPSession, Page } from '@playwright/test'
import type { PointPx } from '../../src/core/geometry/points.ts'

/** Moves of a gesture between two points. */
const STEPS = 8

const along = (a: PointPx, b: PointPx, i: number): PointPx => ({
  x: a.x + ((b.x - a.x) * i) / STEPS,
  y: a.y + ((b.y - a.y) * i) / STEPS,
})

interface Finger extends PointPx {
  readonly id: number
  /** Half the width of the contact, CSS px. */
  readonly radiusX: number
}

/** Fingers on the screen, through the browser's own touch input; places are CSS px of the page. */
export class Fingers {
  private readonly down = new Map<number, Finger>()
  private constructor(private readonly session: CDPSession) {}

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page))
  }

  private send(type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel') {
    const points = type === 'touchCancel' ? [] : [...this.down.values()]
    return this.session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: points.map(({ x, y, id, radiusX }) => ({ x, y, id, radiusX, radiusY: radiusX })),
    })
  }

  async press(id: number, at: PointPx, radiusX = 8): Promise<void> {
    this.down.set(id, { ...at, id, radiusX })
    await this.send('touchStart')
  }

  async move(places: Readonly<Record<number, PointPx>>): Promise<void> {
    for (const [id, at] of Object.entries(places)) this.down.set(Number(id), { ...this.down.get(Number(id))!, ...at })
    await this.send('touchMove')
  }

  async lift(id: number): Promise<void> {
    this.down.delete(id)
    await this.send('touchEnd')
  }

  /** The system takes all of them away: a call comes in, a palm is found. */
  async lose(): Promise<void> {
    this.down.clear()
    await this.send('touchCancel')
  }

  async drag(from: PointPx, to: PointPx): Promise<void> {
    await this.press(0, from)
    for (let i = 1; i <= STEPS; i++) await this.move({ 0: along(from, to, i) })
    await this.lift(0)
  }

  /** Two fingers that move from one pair of places to another. */
  async both(from: readonly [PointPx, PointPx], to: readonly [PointPx, PointPx]): Promise<void> {
    await this.press(0, from[0])
    await this.press(1, from[1])
    for (let i = 1; i <= STEPS; i++) await this.move({ 0: along(from[0], to[0], i), 1: along(from[1], to[1], i) })
    await this.lift(1)
    await this.lift(0)
  }

  /** So many fingers at once, for a moment. */
  async tap(count: number, at: PointPx): Promise<void> {
    // In one message each: where the machine is busy they would be held, not tapped.
    for (let id = 0; id < count; id++) this.down.set(id, { x: at.x + 60 * id, y: at.y, id, radiusX: 8 })
    await this.send('touchStart')
    this.down.clear()
    await this.send('touchEnd')
  }
}

/** A pencil, through the browser's own pen input. */
export class Pencil {
  private at: PointPx = { x: 0, y: 0 }
  private constructor(private readonly session: CDPSession) {}

  static async on(page: Page): Promise<Pencil> {
    return new Pencil(await page.context().newCDPSession(page))
  }

  private send(type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', at: PointPx, force: number) {
    this.at = at
    return this.session.send('Input.dispatchMouseEvent', {
      type,
      ...at,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
      pointerType: 'pen',
      force,
    })
  }

  /** Over the screen without touching it, where the device reports that. */
  hover(at: PointPx) {
    return this.session.send('Input.dispatchMouseEvent', {
      type: 'mouseMoved',
      ...at,
      button: 'none',
      buttons: 0,
      pointerType: 'pen',
    })
  }

  press = (at: PointPx, force = 0.5) => this.send('mousePressed', at, force)
  move = (at: PointPx, force = 0.5) => this.send('mouseMoved', at, force)
  lift = () => this.send('mouseReleased', this.at, 0)

  /** @param force how hard, 0..1 */
  async draw(from: PointPx, to: PointPx, force = 0.5): Promise<void> {
    await this.press(from, force)
    for (let i = 1; i <= STEPS; i++) await this.move(along(from, to, i), force)
    await this.lift()
  }
}

/** Runs in the page before anything else: a camera that sees something, once it has said no so many times. */
export function standInCamera({ refusals }: { refusals: number }): void {
  let asked = 0
  const picture = document.createElement('canvas')
  picture.width = 640
  picture.height = 480
  navigator.mediaDevices.getUserMedia = () => {
    if (++asked <= refusals) return Promise.reject(new DOMException('No.', 'NotAllowedError'))
    const draw = () => picture.getContext('2d')?.fillRect(0, 0, Math.random() * 640, 400)
    setInterval(draw, 30)
    return Promise.resolve(picture.captureStream(30))
  }
}
