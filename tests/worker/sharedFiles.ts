import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** A folder of trial files beside the project; most machines have none. */
const shared = resolve(import.meta.dirname, '../../../shared')

export const hasShared = existsSync(join(shared, 'photos/manifest.json')) && existsSync(join(shared, 'hostile/images'))

export const readShared = (file: string): Uint8Array => new Uint8Array(readFileSync(join(shared, file)))

export const listShared = (folder: string): string[] =>
  hasShared ? readdirSync(join(shared, folder)).map((name) => `${folder}/${name}`) : []
