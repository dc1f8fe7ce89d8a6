import type { JobsState } from '../../store/jobsStore.ts'
import type { LibraryState } from '../../store/libraryStore.ts'
import type { ReversalState } from '../../store/reversalActions.ts'
import type { StudioState } from '../../store/designStore.ts'

/** What the stores show, named for the components that draw it. */
export type PatientSummary = NonNullable<LibraryState['patients']>[number]
export type Snapshot = StudioState['snapshots'][number]
export type PhotoProblem = NonNullable<JobsState['problem']>
export type ReversalFigures = NonNullable<ReversalState['figures']>
export type AreaMeasures = NonNullable<JobsState['measure']>
