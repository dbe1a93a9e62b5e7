import { existsSync } from 'node:fs'

/**
 * What the program reads from files while it runs, as the build lays it beside the program, and
 * where the same lies in a checkout. Sources have no thread that reads an import.
 */
const IN_CHECKOUT = {
  'locales/': 'src/language/locales/',
  'models/language.bin': 'src/analysis/models/language.bin',
  'page/page.js': 'dist/page/page.js',
  'chart-worker.js': 'dist/chart-worker.js',
  'import-worker.js': 'import-worker.js',
  'package.json': 'package.json',
} as const

/**
 * Returns where something lies that comes with the program: upwards from the code that runs,
 * built or not, as far as the folder of the package. Undefined where it is not there.
 */
export function shipped(name: keyof typeof IN_CHECKOUT): URL | undefined {
  let folder = new URL('./', import.meta.url)
  for (;;) {
    const places = [new URL(name, folder), new URL(IN_CHECKOUT[name], folder)]
    const found = places.find((place) => existsSync(place))
    const above = new URL('../', folder)
    const isLast = existsSync(new URL('package.json', folder)) || above.href === folder.href
    if (found || isLast) return found
    folder = above
  }
}
