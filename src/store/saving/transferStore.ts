import { createStore } from 'zustand/vanilla'
import type { CaseFileRefusal } from '../../storage/caseFileError.ts'
import type { CaseFile } from '../../storage/caseFileReader.ts'
import type { ImportDone } from '../../storage/caseFileMerge.ts'
import type { PhotoProblem } from '../../worker/engine.ts'

export type TransferKind = 'export' | 'backup' | 'read' | 'import'

/** Why a file was not taken in, or an export not made. The library is as it was. */
export type TransferProblem =
  | { readonly code: CaseFileRefusal; readonly photo: PhotoProblem | null }
  | { readonly code: 'full' | 'failed' | 'unsaved' | 'unwritten' }

/** Case files on their way in or out; one at a time. */
export type Transfer =
  | { readonly state: 'none' }
  | { readonly state: 'running'; readonly kind: TransferKind; readonly share: number }
  /** A file that was read and found sound; how it comes in is to be said. */
  | { readonly state: 'asking'; readonly file: CaseFile; readonly knowsAny: boolean }
  | { readonly state: 'imported'; readonly done: ImportDone }
  | {
      readonly state: 'written'
      readonly kind: TransferKind
      readonly names: readonly string[]
      readonly unreadable: number
      /** Snapshots that are not in it. */
      readonly tooLarge: number
      /** Entries of the library that cannot be read, and lie aside. */
      readonly aside: number
    }
  | { readonly state: 'refused'; readonly problem: TransferProblem }

export const transferStore = createStore<Transfer>(() => ({ state: 'none' }))

export const setTransfer = (transfer: Transfer): void => transferStore.setState(transfer, true)
