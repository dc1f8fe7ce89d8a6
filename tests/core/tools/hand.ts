import type { Design } from '../../../src/core/design/design.ts'
import { surfaceOf } from '../../../src/core/design/scale/calibration.ts'
import { current, push, startHistory, undo, type History } from '../../../src/core/design/history.ts'
import { newDesign } from '../../../src/core/design/newDesign.ts'
import { createMarksTool, createTool } from '../../../src/core/tools/toolbox.ts'
import type { Input, Outcome, Tool, ToolContext, ToolKey, ToolName, ToolOverlay } from '../../../src/core/tools/tool.ts'

export const photo = { id: 'photo', hash: 'hash', width: 1200, height: 1600 }
export const freshDesign = (): Design => newDesign(photo)

type Held = Partial<Pick<Input, 'shift' | 'alt' | 'ctrl' | 'pointer' | 'pressure' | 'held' | 'again'>>

/** A hand with one tool: plays gestures as the canvas would, and keeps the undo list as the store would. */
export class Hand {
  readonly tool: Tool
  context: ToolContext
  history: History
  /** What is on screen: the live gesture, else the current entry. */
  design: Design
  overlay: ToolOverlay = {}
  /** Of the last input. */
  chosen: Outcome['chosen']
  alsoChosen: Outcome['alsoChosen']
  adds: Outcome['adds']
  entered: Outcome['entered']
  refused: Outcome['refused']
  met: Outcome['met']
  #held: Held = {}
  #at = { x: 0, y: 0 }

  constructor(name: ToolName | 'marks', design: Design = freshDesign(), context: Partial<ToolContext> = {}) {
    this.tool = name === 'marks' ? createMarksTool() : createTool(name)
    this.design = design
    this.history = startHistory(design)
    this.context = {
      mmPerPx: surfaceOf(design).mmPerPxAt(design.marks.glabella),
      pxPerScreenPx: 1,
      brushMm: 10,
      feather: 0,
      pressureSize: true,
      mirror: true,
      ...context,
    }
  }

  /** Keys and pointer for the inputs that follow. */
  holding(held: Held): this {
    this.#held = held
    return this
  }

  down(x: number, y: number): this {
    return this.#input('down', x, y)
  }

  move(x: number, y: number, path?: Input['path']): this {
    return this.#input('move', x, y, path)
  }

  up(x = this.#at.x, y = this.#at.y): this {
    return this.#input('up', x, y)
  }

  cancel(): this {
    return this.#input('cancel', this.#at.x, this.#at.y)
  }

  click(x: number, y: number): this {
    return this.down(x, y).up()
  }

  drag(from: { x: number; y: number }, dx: number, dy: number): this {
    return this.down(from.x, from.y)
      .move(from.x + dx / 2, from.y + dy / 2)
      .move(from.x + dx, from.y + dy)
      .up()
  }

  /** The press that is under way goes, as when a second finger comes down. */
  takeBack(): this {
    this.design = current(this.history)
    this.overlay = this.tool.takeBack(this.design, this.context)
    return this
  }

  press(key: ToolKey): this {
    const outcome = this.tool.press(key, this.design, this.context)
    if (!outcome) return this
    return this.#took(outcome)
  }

  #took(outcome: Outcome): this {
    this.overlay = outcome.overlay
    this.chosen = outcome.chosen
    this.alsoChosen = outcome.alsoChosen
    this.adds = outcome.adds
    this.entered = outcome.entered
    this.refused = outcome.refused
    this.met = outcome.met
    if (outcome.design) this.design = outcome.design
    if (outcome.commit) this.history = push(this.history, this.design, outcome.commit)
    return this
  }

  undo(): this {
    this.history = undo(this.history)
    this.design = current(this.history)
    return this
  }

  /** Labels of the undo steps so far, oldest first. */
  get steps(): string[] {
    return this.history.entries.slice(1, this.history.at + 1).map((entry) => entry.label)
  }

  #input(type: Input['type'], x: number, y: number, path?: Input['path']): this {
    this.#at = { x, y }
    const keys = { shift: false, alt: false, ctrl: false, pointer: 'mouse', pressure: 0.5, ...this.#held } as const
    const outcome = this.tool.handle(
      { type, at: { x, y }, ...keys, ...(path ? { path } : {}) },
      this.design,
      this.context,
    )
    return this.#took(outcome)
  }
}
