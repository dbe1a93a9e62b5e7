import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseTaxonomy, type Taxonomy, TaxonomyError } from '../analysis/taxonomy.ts'
import { SettingsError } from '../config.ts'
import { UserError } from '../core/errors.ts'

/**
 * Returns the taxonomy that a workspace's file makes of the shipped one. Throws a
 * UserError for one mistake in the file and a SettingsError for several.
 */
export function readTaxonomy(path: string): Taxonomy {
  let json: string
  try {
    json = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    throw new UserError('analysis.noTaxonomyFile', { place: path })
  }
  try {
    return parseTaxonomy(json)
  } catch (error) {
    if (!(error instanceof TaxonomyError)) throw error
    const problems = problemsOf(json, error).map((each) => asUserError(each, basename(path)))
    const [first] = problems
    throw first && problems.length === 1 ? first : new SettingsError(problems)
  }
}

/** Reads aspect by aspect, so that a mistake in one does not hide those in others. */
function problemsOf(json: string, first: TaxonomyError): readonly TaxonomyError[] {
  const aspects = first.problem === 'not-json' ? undefined : aspectsOf(JSON.parse(json))
  const found = Object.entries(aspects ?? {}).flatMap(([key, entry]) => {
    try {
      parseTaxonomy(JSON.stringify({ aspects: { [key]: entry } }))
      return []
    } catch (error) {
      return error instanceof TaxonomyError ? [error] : []
    }
  })
  const alone = found.every(({ place }) => place !== first.place)
  return alone ? [first, ...found] : found
}

function aspectsOf(value: unknown): object | undefined {
  const aspects =
    typeof value === 'object' && value !== null && 'aspects' in value ? value.aspects : undefined
  return typeof aspects === 'object' && aspects !== null ? aspects : undefined
}

function asUserError({ problem, place, found }: TaxonomyError, file: string): UserError {
  const value = found.length > 60 ? `${found.slice(0, 60)}…` : found
  return new UserError(`analysis.taxonomy-${problem}`, { place: `${file}: ${place}`, value })
}
