declare module 'fast-2d-poisson-disk-sampling' {
  /** The part of the package that benches use. */
  export default class FastPoissonDiskSampling {
    constructor(options: { shape: readonly [number, number]; radius: number; tries?: number }, rng?: () => number)
    fill(): [number, number][]
  }
}
