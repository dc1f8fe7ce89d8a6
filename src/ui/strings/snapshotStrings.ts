/** What is said of snapshots in the strip. */
export const snapshotStrings = {
  branch: 'New design from this snapshot',
  star: 'Star, to present',
  unstar: 'Remove star',
  starred: 'Starred',
  addNote: 'Add note',
  editNote: 'Edit note',
  note: 'Note',
  noteOf: (name: string) => `Note on ${name}`,
  noteWho: 'For you. A note is never shown to a patient or exported.',
  moveLeft: 'Move left',
  moveRight: 'Move right',
  held: 'Hold to look at it',
  keepNote: 'Keep note',
} as const
