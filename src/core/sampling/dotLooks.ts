import { logNormalTable } from './random.ts'

/** Healed pigment (simulation-model 4) and the spreads of diameter and strength. */
export const DEFAULT_DIAMETER_MM = 0.12
export const DIAMETER_CV = 0.15
export const STRENGTH_CV = 0.2

/** By diameterByte and strengthByte of a dot's hash: mm, and a factor of mean 1. */
export const diameterTable = logNormalTable(DIAMETER_CV).map((factor) => factor * DEFAULT_DIAMETER_MM)
export const strengthTable = logNormalTable(STRENGTH_CV)
