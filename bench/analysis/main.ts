import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import {
  type Analyzer,
  createAnalyzer,
  type Models,
  NO_WEIGHTS,
  openModels,
} from '../../src/analysis/index.ts'
import { aspectRows } from '../../tools/train/aspect-data.ts'
import { buildModels, headsWithoutDomains } from '../../tools/train/build.ts'
import type { Figure } from '../../tools/train/figure.ts'
import { aspectFigures, targetFigure } from '../../tools/train/measure-aspects.ts'
import { languageFigures } from '../../tools/train/measure-language.ts'
import { aspectLearning, sentimentLearning } from '../../tools/train/measure-learning.ts'
import {
  analyzerJudge,
  judgeScores,
  negatorGap,
  sentimentSets,
} from '../../tools/train/measure-sentiment.ts'
import type { Teach } from '../../tools/train/new-domain.ts'
import { sentimentRows } from '../../tools/train/sentiment-data.ts'
import { loadPeers } from './peers.ts'

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join('..', 'shared', 'data', 'analysis') },
    /** Models trained without the held-out texts; built anew where none are given. */
    models: { type: 'string' },
    peers: { type: 'boolean', default: true },
    /** Learning in every domain, which trains as many models. */
    'every-domain': { type: 'boolean', default: false },
  },
  allowNegative: true,
})
const SHORT = 200
const { data } = values

function print(figure: Figure, note = ''): void {
  const { unit, value, error } = figure
  const write = (number: number): string => number.toFixed(unit === 'points' ? 1 : 3)
  const range = error === undefined ? '' : ` ±${write(error)}`
  console.log(
    `${figure.what.padEnd(48)} ${write(value).padStart(7)}${range} ${unit.padEnd(9)} n=${figure.n} ${note}`,
  )
}

function openFolder(folder: string): Analyzer {
  return createAnalyzer({ models: openModels(pathToFileURL(`${folder}/`)) })
}

function sentiment(analyzer: Analyzer): void {
  const peers = values.peers ? loadPeers() : []
  for (const { name, lang, classes, rows } of sentimentSets(data)) {
    const own = judgeScores(rows, classes, lang, analyzerJudge(analyzer, classes))
    const what = `${name}, ${classes} classes`
    print({ what, n: rows.length, value: own.macroF1, unit: 'macro-F1' })
    print({ what, n: rows.length, value: own.accuracy, unit: 'accuracy' })
    for (const peer of peers.filter(({ languages }) => languages.includes(lang))) {
      const some = rows.slice(0, peer.limit)
      const scores = judgeScores(some, classes, lang, peer.judge)
      print({ what: `  ${peer.name}`, n: some.length, value: scores.macroF1, unit: 'macro-F1' })
      print({ what: `  ${peer.name}`, n: some.length, value: scores.accuracy, unit: 'accuracy' })
    }
  }
}

function speed(analyzer: Analyzer): void {
  const texts = sentimentSets(data)
    .flatMap(({ rows }) => rows.slice(0, 500).map(({ text }) => text))
    .filter((text) => text.length <= SHORT)
  for (const text of texts) analyzer.analyze(text)
  const times = texts.map((text) => {
    const start = performance.now()
    analyzer.analyze(text)
    return performance.now() - start
  })
  const total = times.reduce((sum, time) => sum + time, 0)
  const slow = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0
  console.log(
    `whole analysis of short texts: ${Math.round((1_000 * texts.length) / total)} texts/s`,
  )
  console.log(`99th percentile: ${slow.toFixed(3)} ms`)
}

function loading(folder: string): void {
  const start = performance.now()
  const models = openModels(pathToFileURL(`${folder}/`))
  for (const lang of ['en', 'ru', 'kk', 'lt'] as const) models.heads(lang)
  console.log(`all models loaded in ${(performance.now() - start).toFixed(1)} ms`)
}

/** A domain, and what else is left out because it is like it. */
const NEW_DOMAINS = [
  ['en', 'tweets', ['tweets', 'news']],
  ['en', 'laptop', ['laptop']],
  ['en', 'phone', ['phone']],
  ['en', 'hotel', ['hotel']],
  ['ru', 'sight', ['sight']],
  ['ru', 'laptop', ['laptop']],
  ['ru', 'hotel', ['hotel']],
] as const
const OTHER_DOMAINS = [
  ['en', 'food', ['food']],
  ['en', 'restaurant', ['restaurant', 'mams']],
  ['en', 'coursera', ['coursera']],
  ['ru', 'phone', ['phone']],
  ['ru', 'food', ['food']],
  ['ru', 'restaurant', ['restaurant']],
  ['ru', 'coursera', ['coursera']],
] as const

/** 200 corrections in domains that nothing was trained on. */
function learning(folder: string): void {
  const known = openModels(pathToFileURL(`${folder}/`))
  const domains = values['every-domain'] ? [...NEW_DOMAINS, ...OTHER_DOMAINS] : NEW_DOMAINS
  for (const [lang, domain, left] of domains) {
    const heads = headsWithoutDomains(data, lang, left)
    const models: Models = {
      ...known,
      heads: (each) => (each === lang ? heads : known.heads(each)),
    }
    const analyzer = createAnalyzer({ models })
    const teach: Teach = (corrections) =>
      createAnalyzer({
        models,
        workspaceWeights: corrections.reduce(
          (weights, each) => analyzer.learn(weights, each),
          NO_WEIGHTS,
        ),
      })
    const isHere = (row: { readonly domain: string }) => row.domain === domain
    const texts = sentimentRows(data, lang).filter(isHere)
    const aspects = aspectRows({ folder: data, part: 'all' }, lang).filter(isHere)
    const here = { name: `${lang} ${domain} as a new domain`, lang, analyzer, teach }
    for (const figure of sentimentLearning(texts, here)) print(figure)
    if (aspects.length === 0) continue
    for (const figure of aspectLearning(aspects, here)) print(figure)
  }
}

if (!existsSync(data)) throw new Error(`no labelled texts at ${data}: --data DIR`)
const temporary = await mkdtemp(join(tmpdir(), 'cxbot-analysis-'))
try {
  const folder = values.models ?? temporary
  if (!values.models) {
    buildModels({ data, out: folder, part: 'train', log: (line) => console.log(line) })
  }
  loading(folder)
  const analyzer = openFolder(folder)
  sentiment(analyzer)
  for (const lang of ['en', 'ru'] as const) {
    const rows = sentimentSets(data).flatMap((set) => (set.lang === lang ? set.rows : []))
    print(negatorGap(rows, lang, analyzerJudge(analyzer, 2)))
    for (const figure of aspectFigures(data, analyzer, lang)) print(figure)
  }
  print(targetFigure(data, analyzer))
  const others = readFileSync(join('bench', 'analysis', 'other-languages.txt'), 'utf8')
  for (const figure of languageFigures(data, analyzer, others.trim().split('\n'))) print(figure)
  speed(analyzer)
  learning(folder)
} finally {
  await rm(temporary, { recursive: true, force: true })
}
