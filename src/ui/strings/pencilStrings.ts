/** Who draws on the photo. */
export const pencilStrings = {
  label: 'Who draws',
  change: 'Change who draws',
  pencil: 'Pencil draws, finger pans',
  both: 'Pencil and finger draw',
  off: 'Turn off until the pencil draws again',
} as const
