import type { NotTraced } from '../../store/edits/traceActions.ts'

export const traceStrings = {
  edit: 'Trace native hair',
  looking: 'Looking for the native hairline',
  cancel: 'Cancel',
  again: 'Trace again',
  problems: {
    bald: 'No front edge of hair is seen on this photo. The line stays as it is.',
    covered: 'Hair hangs over the forehead. A photo with the hair held back shows the edge.',
    unclear: 'Hair and skin are too alike here to tell where the hair begins.',
    marks: 'Check the marks on the face first: the search starts from them.',
    outline: 'Lay the head outline on the head first: the search ends there.',
    small: 'The photo shows too little detail to tell hair from skin.',
    failed: 'The photo could not be searched. Try again.',
    late: 'The design changed meanwhile. Trace again.',
  } satisfies Record<NotTraced, string>,
}
