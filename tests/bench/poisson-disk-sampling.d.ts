declare module 'poisson-disk-sampling' {
  /** The part of the package that benches and tests use. */
  export default class PoissonDiskSampling {
    constructor(
      options: {
        shape: readonly [number, number]
        minDistance: number
        maxDistance?: number
        tries?: number
        distanceFunction?: (point: readonly number[]) => number
        bias?: number
      },
      rng?: () => number,
    )
    fill(): [number, number][]
  }
}
