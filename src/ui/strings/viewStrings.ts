/** Texts about views beside the front: 45°, profile and vertex. */
export const viewStrings = {
  onHead: 'Measured along the skin of the head, as a photo from the front would show it: so all views say the same.',
  behind: 'Seen from behind there is no front line to measure. This one is where the proposed area begins.',
  hidden: 'Seen from behind there is no front line. What was carried or painted here does not begin at one.',
  carryHere: (from: string) => `Carry the design from ${from}`,
  flat: 'Seen from aside, a line is measured on the head, and this photo is measured flat. Its step Photo says why.',
} as const
