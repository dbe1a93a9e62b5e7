import { existsSync, readFileSync } from 'node:fs'
import { hasSharedSpecs, sharedSpec } from '../../shared-specs.ts'

interface PropertySpec {
  readonly type?: string
  readonly maxLength?: number
  readonly minimum?: number
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly PropertySpec[]
}

interface MethodSpec {
  readonly scope?: { readonly bot?: readonly string[] } | null
  readonly args: {
    readonly required?: readonly string[]
    readonly properties: Readonly<Record<string, PropertySpec>>
  }
}

const known = new Map<string, MethodSpec | null>()

function specOf(method: string): MethodSpec | null {
  const found = known.get(method)
  if (found !== undefined) return found
  const path = sharedSpec(`slack/methods/${method}.json`)
  const spec = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as MethodSpec) : null
  known.set(method, spec)
  return spec
}

/** Returns what is wrong with a call by the method's specification: unknown, missing and mistyped arguments. */
export function checkCall(
  method: string,
  args: Readonly<Record<string, string>>,
): readonly string[] {
  if (!hasSharedSpecs) return []
  const spec = specOf(method)
  if (spec === null) return [`${method}: no such method`]
  const { properties, required = [] } = spec.args
  return [
    ...required
      .filter((name) => name !== 'token' && args[name] === undefined)
      .map((name) => `${method}: ${name} is missing`),
    ...Object.entries(args).flatMap(([name, value]) => {
      const property = properties[name]
      if (!property) return [`${method}: unknown argument ${name}`]
      return checkValue(property, value) ? [] : [`${method}: ${name} has the wrong type: ${value}`]
    }),
  ]
}

function checkValue(spec: PropertySpec, value: string): boolean {
  if (spec.anyOf) return spec.anyOf.some((each) => checkValue(each, value))
  if (spec.enum && !spec.enum.includes(value)) return false
  switch (spec.type) {
    case 'boolean':
      return value === 'true' || value === 'false'
    case 'integer':
      return /^-?\d+$/.test(value) && Number(value) >= (spec.minimum ?? Number.NEGATIVE_INFINITY)
    case 'number':
      return value !== '' && Number.isFinite(Number(value))
    case 'array':
      return isJson(value, Array.isArray)
    case 'null':
      return false
    default:
      return value.length <= (spec.maxLength ?? Number.POSITIVE_INFINITY)
  }
}

function isJson(value: string, test: (parsed: unknown) => boolean): boolean {
  try {
    return test(JSON.parse(value))
  } catch {
    return false
  }
}

/** Returns the permissions of which a method needs one. */
export function scopesOf(method: string): readonly string[] {
  return hasSharedSpecs ? (specOf(method)?.scope?.bot ?? []) : []
}
