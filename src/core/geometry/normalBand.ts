/** z of a normal's 90 % two-sided interval: half its width in sd. */
export const Z90 = 1.645
