import type { comparedVisits } from '../../store/compare/comparedVisits.ts'
import type { hairInHand } from '../../store/edits/hairStore.ts'
import type { JobsState } from '../../store/jobsStore.ts'
import type { LibraryState } from '../../store/visits/libraryStore.ts'
import type { ReversalState } from '../../store/reversal/reversalActions.ts'
import type { snapshotsOf } from '../../store/snapshots/snapshotList.ts'
import type { StudioState } from '../../store/designStore.ts'

/** What the stores show, named for the components that draw it. */
export type PatientSummary = NonNullable<LibraryState['patients']>[number]
export type Visit = PatientSummary['visits'][number]
export type PhotoRow = PatientSummary['photos'][number]
export type SnapshotName = Awaited<ReturnType<typeof snapshotsOf>>[number]
export type Snapshot = StudioState['snapshots'][number]
export type PhotoProblem = NonNullable<JobsState['problem']>
export type ReversalFigures = NonNullable<ReversalState['figures']>
export type OtherPhoto = ReturnType<typeof comparedVisits.getState>['others'][number]
export type HairInArea = NonNullable<ReturnType<typeof hairInHand>>
export type AreaMeasures = NonNullable<JobsState['measure']>
