import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { createAnalyzer, openModels } from '../../src/analysis/index.ts'
import { buildModels } from './build.ts'
import { type Measured, writeCard } from './card.ts'
import { crossValidate } from './cross-validation.ts'
import { measureAll } from './measure.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: join('src', 'analysis', 'models') },
    'hold-out': { type: 'boolean', default: false },
    measure: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const log = (line: string) => process.stdout.write(`${line}\n`)

function measured(data: string, languageFrom: string): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'cxbot-train-'))
  try {
    buildModels({ data, out: folder, part: 'train', languageFrom, log })
    const analyzer = createAnalyzer({ models: openModels(pathToFileURL(`${folder}/`)) })
    const others = readFileSync(join('bench', 'analysis', 'other-languages.txt'), 'utf8')
    return {
      heldOut: measureAll(data, analyzer, others.trim().split('\n')),
      crossValidated: (['en', 'ru'] as const).flatMap((lang) => crossValidate(data, lang)),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

if (values.data === undefined) {
  process.stderr.write('npm run train -- --data DIR [--out DIR] [--hold-out] [--no-measure]\n')
  process.exitCode = 2
} else {
  const part = values['hold-out'] ? 'train' : 'all'
  const sizes = buildModels({ data: values.data, out: values.out, part, log })
  const isMeasured = values.measure && part === 'all'
  const figures = isMeasured ? measured(values.data, values.out) : undefined
  writeCard(join(values.out, 'MODEL-CARD.md'), sizes, figures)
}
