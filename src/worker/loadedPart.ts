/** A file of the app itself could not be fetched: its server was stopped, or holds another build by now. */
export class PartMissing extends Error {
  override readonly name = 'PartMissing'
}

/**
 * What is fetched when it is first used.
 * @throws PartMissing where it does not come
 */
export async function loaded<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (cause) {
    throw new PartMissing('A part of the app could not be loaded.', { cause })
  }
}
