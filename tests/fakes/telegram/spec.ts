import { readFileSync } from 'node:fs'
import { sharedSpec } from '../../shared-specs.ts'

interface Field {
  readonly name: string
  readonly types: readonly string[]
  readonly required: boolean
}

interface Api {
  readonly methods: Readonly<Record<string, { readonly fields?: readonly Field[] }>>
  readonly types: Readonly<
    Record<string, { readonly fields?: readonly Field[]; readonly subtypes?: readonly string[] }>
  >
}

let api: Api | undefined

function specification(): Api {
  api ??= JSON.parse(readFileSync(sharedSpec('telegram/api.json'), 'utf8')) as Api
  return api
}

/** Returns what is wrong with the arguments of a call, by the Bot API's own specification. */
export function mistakesOf(method: string, body: Readonly<Record<string, unknown>>): string[] {
  const declared = specification().methods[method]
  if (!declared) return [`${method}: no such method`]
  return fieldMistakes(method, body, declared.fields ?? [])
}

function fieldMistakes(
  path: string,
  value: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
): string[] {
  const known = new Map(fields.map((field) => [field.name, field]))
  const unknown = Object.keys(value).filter((name) => !known.has(name))
  return [
    ...unknown.map((name) => `${path}.${name}: no such field`),
    ...fields.flatMap((field) => {
      const given = value[field.name]
      const at = `${path}.${field.name}`
      if (given === undefined) return field.required ? [`${at}: is missing`] : []
      return typeMistakes(at, given, field.types)
    }),
  ]
}

function typeMistakes(path: string, value: unknown, types: readonly string[]): string[] {
  const attempts = types.map((type) => oneTypeMistakes(path, value, type))
  return attempts.find((mistakes) => mistakes.length === 0) ?? attempts[0] ?? []
}

function oneTypeMistakes(path: string, value: unknown, type: string): string[] {
  const wrong = [`${path}: is no ${type}`]
  const list = /^Array of (.+)$/.exec(type)?.[1]
  if (list !== undefined) {
    if (!Array.isArray(value)) return wrong
    return value.flatMap((each, index) => typeMistakes(`${path}[${index}]`, each, [list]))
  }
  switch (type) {
    case 'Integer':
      return Number.isSafeInteger(value) ? [] : wrong
    case 'Float':
      return typeof value === 'number' ? [] : wrong
    case 'String':
      return typeof value === 'string' ? [] : wrong
    case 'Boolean':
      return typeof value === 'boolean' ? [] : wrong
    case 'InputFile':
      return typeof value === 'string' && value.startsWith('attach://') ? [] : wrong
  }
  const declared = specification().types[type]
  if (!declared || typeof value !== 'object' || value === null) return wrong
  if (declared.subtypes) return subtypeMistakes(path, value, declared.subtypes)
  return fieldMistakes(path, { ...value }, declared.fields ?? [])
}

/** The best of the subtypes speaks: the one with the fewest mistakes. */
function subtypeMistakes(path: string, value: object, subtypes: readonly string[]): string[] {
  const all = subtypes.map((type) => oneTypeMistakes(path, value, type))
  return all.sort((one, other) => one.length - other.length)[0] ?? []
}
