import type { SaveProblem } from '../../store/saving/autosave.ts'

const failed = 'Not saved. Storage failed. Export this project before you close the page.'

/** Where and how safely things are kept. */
export const storageStrings = {
  notSaved: 'Not saved',
  problems: {
    full: 'Not saved. Storage is full. Free space or export this project.',
    slow: 'Not saved yet. Storage does not answer. Keep this page open, or export this project.',
    silent: 'Not saved. Storage does not answer. Keep this page open, or export this project.',
    overtaken: 'Not saved. Another tab has gone on with this design.',
    newer: 'Not saved. A newer version of Trichion is open in another tab. Export this project, then reload.',
    unavailable: failed,
    damaged: failed,
    broken: failed,
  } satisfies Record<SaveProblem, string>,
  exportProject: 'Export this project',
  exportFailed: 'This project could not be exported. It is still open here.',
  manage: 'Manage storage',
  again: 'Try again',

  elsewhere: 'Open in another tab. Editing here is paused.',
  editHere: 'Edit here',
  takingOver: 'Waiting for the other tab',
  takeOverFailed: 'The other tab could not be asked. Editing here stays paused.',
  newer: 'Trichion was updated in another tab. Editing here is paused; everything up to here is saved.',
  reload: 'Reload',

  title: 'Storage',
  words: 'space backup second copy free used',
  where: 'Everything is kept on this device, in this browser.',
  used: 'Used',
  free: 'Free',
  unknown: 'This browser does not say',
  lastBackup: 'Last backup',
  backedUp: (date: string) => `Last backup ${date}`,
  never: 'None yet',
  remind: (days: string) => `No backup for ${days} days`,
  promise: 'Clearing',
  persisted: 'The browser clears nothing by itself',
  notPersisted: 'The browser may clear this site when space runs short',
  askAgain: 'Ask to keep',
  refused: 'The browser did not agree. Backups keep things safe all the same.',
  aside: 'Set aside',
  asideCount: (n: number, text: string) =>
    n === 1 ? '1 entry could not be read. It is kept.' : `${text} entries could not be read. They are kept.`,
  secondCopy: 'A second copy of patients, designs and photos is kept in another place of this browser.',
  photosStay: 'Photos are never deleted by age. To free space, delete patients, or make room on the device.',
  failed: 'Storage does not answer just now.',

  blocked: {
    unavailable: {
      title: 'Trichion can not store anything here',
      text: "Allow this site to keep data in the browser's settings, or leave private browsing, then try again.",
    },
    slow: {
      title: 'Storage does not answer yet',
      text: 'Trichion opens as soon as it does. If another window of Trichion is open, close it.',
    },
    newer: {
      title: 'A newer version of Trichion has been here',
      text: 'This window is older than what is stored. Reload to update; nothing is lost.',
    },
    again: 'Try again',
  },

  recovery: {
    lost: 'The library is not where it was',
    damaged: 'The library can not be opened',
    why: 'The browser has lost or damaged its storage. This happens after a full disk or a power cut.',
    copy: (patients: string, photos: string, until: string) =>
      `A second copy was found: ${patients} and ${photos}, up to ${until}.`,
    patients: (n: number, text: string) => (n === 1 ? '1 patient' : `${text} patients`),
    photos: (n: number, text: string) => (n === 1 ? '1 photo' : `${text} photos`),
    noCopy: (patients: string | null) =>
      patients
        ? `There were ${patients} here, and no second copy of them was found. If you have a backup file, open an empty library and restore it there.`
        : 'No second copy was found. If you have a backup file, open an empty library and restore it there.',
    restore: 'Restore from the second copy',
    restoring: 'Restoring',
    progress: (done: string, total: string) => `${done} of ${total}`,
    failed: 'The second copy could not be restored. It is untouched. Free some space on this device, then try again.',
    again: 'Try again',
    empty: 'Open an empty library',
    emptyNote: 'The second copy stays where it is.',
    done: (until: string) => `Restored to ${until}`,
    doneText: (patients: string, photos: string) => `${patients} and ${photos} are back.`,
    missing: (photos: string) => `${photos} could not be found in the second copy.`,
    open: 'Open the library',
  },
} as const
