import { expose } from 'comlink'
import { engineService } from './engineService.ts'

expose(engineService())
