import { expose } from 'comlink'
import { landmarksService } from './landmarksService.ts'

expose(landmarksService())
