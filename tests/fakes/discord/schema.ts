/** Checks values against the part of JSON Schema that Discord's OpenAPI description uses, unknown fields included. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
  readonly maxProperties?: number
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

export type Definitions = Readonly<Record<string, Schema>>

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns every way in which the value differs from the schema, each with its path. */
export function violations(
  schema: Schema,
  value: unknown,
  definitions: Definitions,
  path = '',
): readonly string[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    const found = definitions[name]
    return found
      ? violations(found, value, definitions, path)
      : [`${path}: no definition of ${name}`]
  }
  return [
    ...ofType(schema, value, path),
    ...ofAlternatives(schema, value, definitions, path),
    ...ofText(schema, value, path),
    ...ofNumber(schema, value, path),
    ...ofArray(schema, value, definitions, path),
    ...ofObject(schema, value, definitions, path),
  ]
}

function ofType({ type }: Schema, value: unknown, path: string): readonly string[] {
  if (type === undefined) return []
  const allowed = Array.isArray(type) ? type : [type]
  const actual = typeOf(value)
  const fits = allowed.includes(actual) || (actual === 'integer' && allowed.includes('number'))
  return fits ? [] : [`${path}: ${actual} instead of ${allowed.join('|')}`]
}

function ofAlternatives(
  schema: Schema,
  value: unknown,
  definitions: Definitions,
  path: string,
): readonly string[] {
  const found: string[] = []
  if (schema.const !== undefined && schema.const !== value) {
    found.push(`${path}: ${JSON.stringify(value)} instead of ${JSON.stringify(schema.const)}`)
  }
  if (schema.enum && !schema.enum.includes(value)) {
    found.push(`${path}: ${JSON.stringify(value)} is none of ${JSON.stringify(schema.enum)}`)
  }
  for (const each of schema.allOf ?? []) found.push(...violations(each, value, definitions, path))
  const options = schema.oneOf ?? schema.anyOf
  if (options) {
    const results = options.map((each) => violations(each, value, definitions, path))
    const best = results.reduce((least, each) => (each.length < least.length ? each : least))
    found.push(...best)
  }
  return found
}

function ofText(schema: Schema, value: unknown, path: string): readonly string[] {
  if (typeof value !== 'string') return []
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format } = schema
  const found: string[] = []
  if (value.length < minLength)
    found.push(`${path}: ${value.length} characters, under ${minLength}`)
  if (value.length > maxLength) found.push(`${path}: ${value.length} characters, over ${maxLength}`)
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) {
    found.push(`${path}: does not match ${pattern}`)
  }
  if (format === 'uri' && !/^(https?|attachment):\/\/\S+$/.test(value)) {
    found.push(`${path}: no address`)
  }
  return found
}

function ofNumber(
  { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }: Schema,
  value: unknown,
  path: string,
): readonly string[] {
  if (typeof value !== 'number') return []
  return value < minimum || value > maximum ? [`${path}: ${value} out of range`] : []
}

function ofArray(
  { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY }: Schema,
  value: unknown,
  definitions: Definitions,
  path: string,
): readonly string[] {
  if (!Array.isArray(value)) return []
  const found: string[] = []
  if (value.length < minItems || value.length > maxItems) {
    found.push(`${path}: ${value.length} items`)
  }
  if (items) {
    value.forEach((each, index) => {
      found.push(...violations(items, each, definitions, `${path}[${index}]`))
    })
  }
  return found
}

function ofObject(
  { properties, required = [], additionalProperties, maxProperties, type }: Schema,
  value: unknown,
  definitions: Definitions,
  path: string,
): readonly string[] {
  const isObject = type === 'object' || (Array.isArray(type) && type.includes('object'))
  if (!isRecord(value) || !(isObject || properties)) return []
  const found = required
    .filter((name) => !(name in value))
    .map((name) => `${path}.${name}: is missing`)
  if (maxProperties !== undefined && Object.keys(value).length > maxProperties) {
    found.push(`${path}: too many fields`)
  }
  for (const [name, each] of Object.entries(value)) {
    const own = properties?.[name]
    const rest = typeof additionalProperties === 'object' ? additionalProperties : undefined
    const schema = own ?? rest
    if (schema) found.push(...violations(schema, each, definitions, `${path}.${name}`))
    else if (additionalProperties !== true) found.push(`${path}.${name}: unknown field`)
  }
  return found
}
