import type { InkPoint, InkStroke } from '../../../core/plan/signatureInk.ts'

/** What of a pointer the hand has to know; lengths in CSS px. */
export interface PadPointer {
  readonly pointerId: number
  readonly pointerType: string
  readonly button: number
  readonly width: number
  readonly height: number
}

/** A contact that is wider is a palm, CSS px (ux 6). */
const PALM_PX = 40

/**
 * The one pointer that signs. A second one never draws, a palm beside the pencil never either: once a pencil has drawn, no
 * finger does, and where the palm came down first the pencil takes over from it.
 */
export class InkHand {
  #drawing: PadPointer | null = null
  #points: InkPoint[] = []
  #pencil = false

  /** What is being drawn; null between strokes. */
  get stroke(): InkStroke | null {
    return this.#drawing && this.#points
  }

  isDrawing(pointerId: number): boolean {
    return this.#drawing?.pointerId === pointerId
  }

  /** Whether a stroke begins with it. */
  down(pointer: PadPointer, at: InkPoint): boolean {
    const isPen = pointer.pointerType === 'pen'
    const isTouch = pointer.pointerType === 'touch'
    if (isPen) this.#pencil = true
    if (this.#drawing && !(isPen && this.#drawing.pointerType === 'touch')) return false
    if (isTouch && (this.#pencil || isPalm(pointer))) return false
    if (!isTouch && pointer.button !== 0) return false
    this.#drawing = pointer
    this.#points = [at]
    return true
  }

  /** Whether anything was drawn. A finger that turns out to be a palm takes its stroke back. */
  move(pointer: PadPointer, path: readonly InkPoint[]): boolean {
    if (!this.isDrawing(pointer.pointerId)) return false
    if (pointer.pointerType === 'touch' && isPalm(pointer)) this.cancel()
    else
      this.#points = [...this.#points, ...path.filter((p, i) => differs(p, i > 0 ? path[i - 1] : this.#points.at(-1)))]
    return true
  }

  /** The finished stroke; null where this pointer draws none. */
  up(pointerId: number): InkStroke | null {
    if (!this.isDrawing(pointerId)) return null
    const stroke = this.#points
    this.cancel()
    return stroke
  }

  cancel(): void {
    this.#drawing = null
    this.#points = []
  }
}

const isPalm = ({ width, height }: PadPointer): boolean => Math.max(width, height) > PALM_PX

const differs = (p: InkPoint, before: InkPoint | undefined): boolean => p.x !== before?.x || p.y !== before.y
