/** Texts of the lab. Not in the dictionary of the interface: nobody but its makers sees it, and it is not in the build. */
export const labText = {
  title: 'Lab',
  sheet: 'Sheet',
  zoom: 'Zoom',
  undertone: 'Undertone',
  undertones: { cool: 'Cool', neutral: 'Neutral', warm: 'Warm' },
  native: 'Native hair',
  nativeLook:
    'Real stubble of the sample beside ink that was matched to it, on bare skin of the same photo: the same tone at arm’s length, the same grain near by.',
  pictures: { hair: 'Native stubble', dots: 'Matched dots', stubble: 'Matched stubble', bare: 'Bare skin' },
  source: 'Sample patient, crown. CC0 1.0; the person does not exist.',
  matched: (perCm2: string, strength: string, tint: string, cm2: string, ms: string) =>
    `${perCm2}/cm², strength ${strength}, tint ${tint}, from ${cm2} cm², solved in ${ms} ms`,
  waiting: 'Drawing',
  failed: (why: string) => `The lab could not be drawn. ${why}`,
  times: (o: { field: string; dots: string; render: string; rate: string }) =>
    `Sheet: field ${o.field} ms, dots ${o.dots} ms, render ${o.render} ms (${o.rate} MP/s)`,
  cell: (o: { field: string; dots: string; render: string; count: string }) =>
    `${o.count} dots · ${o.field} + ${o.dots} + ${o.render} ms`,
} as const
