/**
 * Builds public/head-set.bin, the ranked dots of all heads, with the program's own builder:
 *
 *   node tests/tools/build-head-set.mjs [FILE]
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'
import { root } from './run.mjs'

const sampling = (name) => runnerImport(join(root, 'src/core/sampling', name), { configFile: false })
const [{ module: builder }, { module: file }] = await Promise.all([sampling('headSet.ts'), sampling('headSetFile.ts')])

const steps = builder.buildHeadSet(1)
let step = steps.next()
while (!step.done) step = steps.next()
writeFileSync(process.argv[2] ?? join(root, 'public', 'head-set.bin'), new Uint8Array(file.packHeadSet(step.value)))
console.log(`${step.value.count} dots`)
