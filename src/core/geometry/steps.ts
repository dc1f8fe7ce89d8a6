/**
 * Long work in pieces of some milliseconds, so that others have their turn in between: each piece yields the share that is
 * done, 0..1, and the last gives the result.
 */
export type Steps<T> = Generator<number, T, void>

/** The result of work that nobody needs a turn in. */
export function whole<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Work that is a part of some larger one: its shares count from `from` to `to`. */
export function* part<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    yield from + (to - from) * step.value
  }
}
