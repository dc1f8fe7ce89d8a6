/**
 * Why a case file is refused.
 * `empty`: no bytes; `notACaseFile`: something else; `newer`: of a newer version; `cut`: ends too early; `damaged`: does not
 * hold what it says; `locked`: encrypted; `strange`: holds what a case file never holds; `tooLarge`: beyond what is read;
 * `photo`: a photo in it does not open.
 */
export type CaseFileRefusal =
  'empty' | 'notACaseFile' | 'newer' | 'cut' | 'damaged' | 'locked' | 'strange' | 'tooLarge' | 'photo'

/** A case file that is not read. Nothing of it was kept. */
export class CaseFileError extends Error {
  constructor(
    readonly code: CaseFileRefusal,
    /** What exactly, for whoever looks into it: no text out of the file but the names of its members. */
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail}`, options)
    this.name = 'CaseFileError'
  }
}

/** @throws CaseFileError */
export function refuse(code: CaseFileRefusal, detail: string): never {
  throw new CaseFileError(code, detail)
}
