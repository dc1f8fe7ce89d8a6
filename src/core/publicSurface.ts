/** What the engine offers without the interface: benches, tests and other programs use it through this list. */
export * from './geometry/points.ts'
export * from './geometry/surface.ts'
