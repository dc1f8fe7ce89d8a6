import { build, type Rolldown } from 'vite'
import { describe, expect, it } from 'vitest'

/** The files of src that a build takes up. Packages are left outside: they import none of them. */
async function builtFrom(development: boolean): Promise<string[]> {
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    mode: development ? 'development' : 'production',
    define: { 'import.meta.env.DEV': String(development) },
    build: {
      write: false,
      minify: false,
      copyPublicDir: false,
      rolldownOptions: { input: 'src/main.tsx', external: (id) => !/^[./\0]/.test(id) && id !== 'src/main.tsx' },
    },
    worker: { format: 'es' },
  })) as Rolldown.RolldownOutput
  return built.output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : [chunk.fileName]))
}

describe('the lab', () => {
  it('is not in the program that people get, and is in the one that its makers run', async () => {
    const lab = (files: string[]) => files.filter((file) => /\/ui\/lab\/|native-stubble/.test(file))
    const shipped = await builtFrom(false)
    expect(shipped.some((file) => file.endsWith('/ui/shell/App.tsx'))).toBe(true)
    expect(lab(shipped)).toEqual([])
    expect(lab(await builtFrom(true)).length).toBeGreaterThan(5)
  })
})
