export const transferStrings = {
  title: {
    read: 'Reading case file',
    import: 'Importing',
    export: 'Exporting case file',
    backup: 'Backing up the library',
  },
  backups: 'Backups and case files',
  words: 'save restore archive import export copy move device',
  importCase: 'Import case file',
  backUp: 'Back up library',
  restore: 'Restore',
  exportCase: 'Export case file',
  cancel: 'Cancel',
  close: 'Close',
  share: (percent: string) => `${percent} done`,
  safe: {
    read: 'Nothing is changed while it is checked.',
    import: 'It all appears at the end. Until then the library is as it was.',
  },

  asking: {
    patient: 'Import case file',
    library: 'Restore backup',
    made: (date: string) => `Made on ${date}`,
    madeToo: (date: string) => `made on ${date}`,
    patients: (n: number, text: string) => (n === 1 ? '1 patient' : `${text} patients`),
    photos: (n: number, text: string) => (n === 1 ? '1 photo' : `${text} photos`),
    fresh: 'Every part was checked. Nothing of it is in this library yet.',
    known: 'Every part was checked. Some of it is in this library already.',
    kept: 'Adding what is missing overwrites nothing: where a design went on both here and in the file, both are kept.',
    add: 'Import',
    merge: 'Add what is missing',
    asNew: 'As a new patient',
    asNewAll: 'As new patients',
    restore: 'Restore',
  },

  done: {
    title: 'Imported',
    nothing: 'Everything in this file was here already. Nothing was changed.',
    added: (n: number, text: string) => (n === 1 ? '1 patient was added.' : `${text} patients were added.`),
    updated: (n: number, text: string) =>
      n === 1 ? '1 patient here got what was missing.' : `${text} patients here got what was missing.`,
    unchanged: (n: number, text: string) =>
      n === 1 ? '1 patient was here already.' : `${text} patients were here already.`,
    brought: (photos: string, snapshots: string) => `It brought ${photos} and ${snapshots}.`,
    snapshots: (n: number, text: string) => (n === 1 ? '1 snapshot' : `${text} snapshots`),
    continued: (n: number, text: string) =>
      n === 1
        ? '1 design goes on from where the file left it.'
        : `${text} designs go on from where the file left them.`,
    beside: (n: number, text: string) =>
      n === 1
        ? '1 design had gone on both here and in the file. Both are kept: the file’s is a photo of its own beside yours.'
        : `${text} designs had gone on both here and in the file. Both are kept: the file’s are photos of their own beside yours.`,
  },

  written: {
    export: 'Case file saved',
    backup: 'Backup saved',
    as: (name: string) => `Saved as ${name}.`,
    keep: 'Keep it where others cannot open it: it holds photos and names.',
    unreadable: (n: number, text: string) =>
      n === 1 ? '1 photo could not be read and is not in it.' : `${text} photos could not be read and are not in it.`,
    tooLarge: (n: number, text: string) =>
      n === 1
        ? '1 snapshot is too large for a case file and is not in it.'
        : `${text} snapshots are too large for a case file and are not in it.`,
    aside: (n: number, text: string) =>
      n === 1
        ? '1 entry that cannot be read stays on this device and is not in it.'
        : `${text} entries that cannot be read stay on this device and are not in it.`,
  },

  refused: {
    title: 'Not imported',
    notWritten: 'Not saved',
    unchanged: 'Nothing in the library was changed.',
    empty: 'This file is empty.',
    notACaseFile: 'This is not a Trichion case file. Choose a file that ends in .trichion.',
    newer: 'Made with a newer version. Reload to update, then open it again.',
    cut: 'This file is cut short. Copy or download it again.',
    damaged: 'This file is damaged: a part of it is not what it should be. Use another copy.',
    locked: 'This file is encrypted. Case files are not: unpack it first, or export it again.',
    strange: 'This file holds something that no case file has, so it was not opened.',
    tooLarge: 'A part of this file is larger than a case file may hold.',
    photo: (why: string) => `A photo in this file can't be opened. ${why}`,
    picture: "A picture in this file can't be opened.",
    full: 'Storage is full. Free space, then try again.',
    unsaved: 'Some work on these patients is not saved yet. See that it is saved, then import the file.',
    failed: 'The file could not be taken in. Try again.',
    unwritten: 'The file could not be made. Try again.',
  },
} as const
