import type { Permission } from '../../core/plan/consent.ts'

/**
 * Version of the text below. Whoever changes a word of the sentences gives it the next number: each consent is stored with
 * the sentences as they were shown, and with this.
 */
export const CONSENT_VERSION = 1

export const consentSentences = {
  keep: 'My photos may be taken and kept on this clinic’s device for planning my treatment.',
  simulation: 'I understand that the pictures are simulations. My result can differ.',
  show: 'The clinic may show my photos to other patients.',
  publish: 'The clinic may publish my photos with my face hidden.',
} as const satisfies Record<Permission, string>

export const consentStrings = {
  title: (name: string) => `Consent, ${name}`,
  unnamed: 'Consent, patient without a name',
  intro: 'Read each sentence, tick what you agree to, and sign with finger, pencil or mouse.',
  unnamedNote: 'Name the patient first, so that the consent says whose it is.',
  again: (when: string) => `Signed ${when}. Change a tick and sign again; what was signed before is kept.`,
  takenBack: (when: string) => `Taken back ${when}. It can be given again.`,
  unread: 'A record of this patient could not be read, so nothing is permitted. It is kept. Sign again.',
  permissions: 'What the patient agrees to',
  signature: 'Signature',
  drawn: 'Signature, drawn',
  empty: 'Signature field. Draw in it, or use Type name.',
  typedName: 'Name as signature',
  typeName: 'Type name',
  draw: 'Draw',
  clear: 'Clear',
  notNow: 'Not now',
  close: 'Close',
  sign: 'Sign consent',
  withdraw: 'Record withdrawal',
  saving: 'Saving',
  needed: 'The first two sentences are needed to plan with photos.',
  needSignature: 'Sign on the white field, or type the name.',
  takesBack: 'Taking back needs no signature. It is stored with date and time.',
  takesBackNeeded: 'Consent is missing then. Photos stay on this device until you delete them.',
  reading: 'Reading consent',
  notRead: 'The consent of this patient could not be read. Nothing was changed.',
  problems: {
    full: 'Not saved. Storage is full. Free space, then sign again: the signature stays here.',
    failed: 'Not saved. Storage failed. The signature stays here: try again.',
    gone: 'Not saved. This patient is no longer stored.',
    changed: 'Not saved. The consent was changed in another window. The ticks show what counts now: check them.',
  },
  stays: (close: string) => `The signature is still here. Press ${close} to leave without it.`,
  notSaved: (title: string) => `Not saved: ${title}. Open it and sign again.`,
  signed: 'Consent signed and saved.',
  withdrawn: 'Withdrawal saved.',

  pdf: 'PDF copy',
  pdfOf: (when: string) => `PDF copy, ${when}`,
  pdfFailed: 'The copy could not be made. Nothing was changed.',

  history: (n: number, text: string) => (n === 1 ? '1 record' : `${text} records`),
  record: (when: string) => `Signed ${when}`,
  withdrawal: (when: string) => `Taken back ${when}`,
  changed: (when: string, what: string | null) =>
    what === null ? `Changed ${when}` : `Changed ${when}: ${what} taken back`,
  takenBackParts: { show: 'showing', publish: 'publishing', both: 'showing and publishing' },
  counts: 'counts now',
  yes: 'Yes',
  no: 'No',
  typed: (name: string) => `Signed by typing: ${name}`,
  unsigned: 'Taken back without a signature.',
  version: (n: string) => `Text version ${n}`,

  chips: {
    signed: (date: string) => `Consent signed ${date}`,
    missing: 'Consent missing',
    clinicOnly: 'Photos: clinic only',
    show: 'Photos: may be shown to patients',
    publish: 'Photos: may be published',
    both: 'Photos: may be shown and published',
  },
  paper: {
    title: 'Consent',
    of: (name: string, when: string) => `${name}  ·  ${when}`,
    signature: 'Signature',
    version: (n: string, id: string) => `Text version ${n}, record ${id}`,
    kept: 'Kept on the device of the clinic. It can be taken back at any time.',
  },
} as const
