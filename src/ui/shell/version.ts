/** The package's version, which a test compares. */
export const version = '0.1.0'
