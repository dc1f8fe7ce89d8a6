/** Writes the residuals at x, each over its standard deviation. */
export type Residuals = (x: Float64Array, out: Float64Array) => void

export interface LeastSquares {
  readonly x: Float64Array
  /** Sum of the squared residuals. */
  readonly cost: number
  readonly iterations: number
  /**
   * One column for each unknown, as long as x: the covariance of x is the sum of their outer products, so a quantity's
   * variance is the sum of the squares of its changes along them.
   */
  readonly spread: readonly Float64Array[]
}

const MOST_ITERATIONS = 60
/** Of the cost: a step that gains less ends the search. */
const LEAST_GAIN = 1e-9
const FIRST_DAMPING = 1e-3
const MOST_DAMPING = 1e10

/**
 * Least squares by Levenberg-Marquardt (Marquardt 1963, damping scaled by the diagonal), with forward differences of the
 * given step in each unknown. For a few dozen unknowns at most. Null where the start gives no finite cost.
 */
export function leastSquares(
  residuals: Residuals,
  count: number,
  start: readonly number[],
  steps: readonly number[],
): LeastSquares | null {
  const n = start.length
  let x = Float64Array.from(start)
  let at = new Float64Array(count)
  let tried = new Float64Array(count)
  const jacobian = Array.from({ length: n }, () => new Float64Array(count))
  residuals(x, at)
  let cost = squares(at)
  if (!Number.isFinite(cost)) return null

  const derive = (): { normal: Float64Array; slope: Float64Array } => {
    for (let j = 0; j < n; j++) {
      const kept = x[j]!
      x[j] = kept + steps[j]!
      residuals(x, jacobian[j]!)
      x[j] = kept
      for (let i = 0; i < count; i++) jacobian[j]![i] = (jacobian[j]![i]! - at[i]!) / steps[j]!
    }
    const normal = new Float64Array(n * n)
    const slope = new Float64Array(n)
    for (let j = 0; j < n; j++) {
      slope[j] = product(jacobian[j]!, at)
      for (let k = 0; k <= j; k++) normal[j * n + k] = normal[k * n + j] = product(jacobian[j]!, jacobian[k]!)
    }
    return { normal, slope }
  }

  let damping = FIRST_DAMPING
  let iterations = 0
  let { normal, slope } = derive()
  while (iterations < MOST_ITERATIONS && damping < MOST_DAMPING) {
    iterations++
    const damped = normal.slice()
    for (let j = 0; j < n; j++) damped[j * n + j]! += damping * Math.max(normal[j * n + j]!, 1e-12)
    const lower = cholesky(damped, n)
    const step = lower && solve(lower, slope)
    const next = step ? x.map((value, j) => value - step[j]!) : null
    if (next) residuals(next, tried)
    const nextCost = next ? squares(tried) : Infinity
    if (!next || !(nextCost < cost)) {
      damping *= 8
      continue
    }
    const gain = cost - nextCost
    x = next
    cost = nextCost
    ;[at, tried] = [tried, at]
    damping /= 6
    ;({ normal, slope } = derive())
    if (gain < LEAST_GAIN * (cost + 1)) break
  }
  return { x, cost, iterations, spread: spreadOf(normal, n) }
}

/** Columns whose outer products sum to the inverse of a normal matrix: of its Cholesky factor, the inverse's rows. */
function spreadOf(normal: Float64Array, n: number): Float64Array[] {
  const held = normal.slice()
  for (let j = 0; j < n; j++) held[j * n + j]! += 1e-9 * Math.max(normal[j * n + j]!, 1e-9)
  const lower = cholesky(held, n)
  if (!lower) return []
  return Array.from({ length: n }, (_, k) => {
    // Column k of the inverse of L', by backward substitution.
    const column = new Float64Array(n)
    for (let i = k; i >= 0; i--) {
      let sum = i === k ? 1 : 0
      for (let j = i + 1; j <= k; j++) sum -= lower[j * n + i]! * column[j]!
      column[i] = sum / lower[i * n + i]!
    }
    return column
  })
}

/** L with L L' = matrix, row-major; null unless the matrix is positive definite. */
function cholesky(matrix: Float64Array, n: number): Float64Array | null {
  const lower = new Float64Array(n * n)
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!
      if (i === j) {
        if (!(sum > 0)) return null
        lower[i * n + i] = Math.sqrt(sum)
      } else lower[i * n + j] = sum / lower[j * n + j]!
    }
  return lower
}

function solve(lower: Float64Array, right: Float64Array): Float64Array {
  const n = right.length
  const y = right.slice()
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) y[i]! -= lower[i * n + k]! * y[k]!
    y[i]! /= lower[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) y[i]! -= lower[k * n + i]! * y[k]!
    y[i]! /= lower[i * n + i]!
  }
  return y
}

const squares = (v: Float64Array): number => product(v, v)

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
