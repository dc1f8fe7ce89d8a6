/** What is read of a case file at most, and therefore what one may be written with; all of it is checked from headers before anything is inflated, and while it is. */
export const limits = {
  /** ZIP without its 64-bit form ends here. */
  fileBytes: 2 ** 32 - 1,
  entries: 65_534,
  /** As much as the intake of photos takes. */
  originalBytes: 40_000_000,
  pictureBytes: 16_000_000,
  thumbnailBytes: 1_000_000,
  recordBytes: 48_000_000,
  manifestBytes: 16_000_000,
  /** Designs that repeat themselves reach about 150 to 1; a bomb has 1000 to 1. Small members may have any. */
  ratio: 300,
  ratioFrom: 1_000_000,
  nameBytes: 120,
  /** Of parsed records. */
  depth: 40,
  items: 20_000,
  textLetters: 60_000,
  /** What a reader takes that knows version 1 alone. */
  firstTextLetters: 20_000,
  nameLetters: 200,
  /** Decoded mask tiles are 64 kB each: of one photo's undo list, and of one part of its snapshots. */
  historyTiles: 6_000,
  snapshotTiles: 12_000,
} as const

/** How many bytes an own backup may reach before another file is begun. */
export const FULL_FILE_BYTES = 2_000_000_000
/** And how many members. */
export const FULL_FILE_ENTRIES = 60_000
