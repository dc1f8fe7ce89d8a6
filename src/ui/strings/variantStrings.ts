/** Ways to use a tool. */
export const variantStrings = {
  hint: (tool: string) => `${tool}; hold for more`,
  of: (tool: string) => `Ways to use ${tool}`,
  free: 'Anywhere on the photo',
  more: 'More density',
  less: 'Less density',
} as const
