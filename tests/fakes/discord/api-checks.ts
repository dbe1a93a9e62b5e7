import { readFileSync } from 'node:fs'
import { hasSharedSpecs, sharedSpec } from '../../shared-specs.ts'
import { type Definitions, type Schema, violations } from './schema.ts'

interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}
interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: Schema
}
type PathItem = Readonly<Record<string, Operation | readonly Parameter[]>>

interface Description {
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components: { readonly schemas: Definitions }
}

let loaded: Description | undefined

function description(): Description | undefined {
  if (!hasSharedSpecs) return undefined
  loaded ??= JSON.parse(readFileSync(sharedSpec('discord/openapi.json'), 'utf8')) as Description
  return loaded
}

/** What discord.js sends and the description leaves out. */
const KNOWN_EXTRAS = new Set(['.tts: unknown field'])

function matches(template: string, path: string): boolean {
  const pattern = template
    .replace(/[.*+?^${}()|[\]\\]/g, (sign) => ('{}'.includes(sign) ? sign : `\\${sign}`))
    .replace(/\{[^}]+\}/g, '[^/]+')
  return new RegExp(`^${pattern}$`).test(path)
}

/** Returns what is wrong with a call by Discord's own description; nothing where that is not there. */
export function checkCall(
  method: string,
  path: string,
  query: URLSearchParams,
  body: unknown,
): readonly string[] {
  const api = description()
  if (!api) return []
  const templates = Object.keys(api.paths)
  const template =
    templates.find((each) => each === path) ?? templates.find((each) => matches(each, path))
  const item = template === undefined ? undefined : api.paths[template]
  const operation = item?.[method.toLowerCase()] as Operation | undefined
  if (!operation) return [`${method} ${path}: no such call`]
  const parameters = [
    ...((item?.['parameters'] as readonly Parameter[] | undefined) ?? []),
    ...(operation.parameters ?? []),
  ].filter((each) => each.in === 'query')
  const unknown = [...query.keys()].filter((name) => !parameters.some((each) => each.name === name))
  const { schemas } = api.components
  const inBody = operation.requestBody?.content['application/json']
  const wrong =
    body === undefined
      ? inBody
        ? []
        : []
      : inBody
        ? violations(inBody.schema, body, schemas)
        : [`${method} ${path}: takes no body`]
  return [...unknown.map((name) => `?${name}: unknown parameter`), ...wrong].filter(
    (each) => !KNOWN_EXTRAS.has(each),
  )
}

interface EmbedLike {
  readonly title?: string
  readonly description?: string
  readonly footer?: { readonly text?: string }
  readonly author?: { readonly name?: string }
  readonly fields?: readonly { readonly name: string; readonly value: string }[]
  readonly image?: { readonly url?: string }
}

interface MessageLike {
  readonly content?: string
  readonly embeds?: readonly EmbedLike[]
  readonly components?: readonly {
    readonly components?: readonly { readonly custom_id?: string }[]
  }[]
  readonly attachments?: readonly { readonly id: string; readonly filename?: string }[]
  readonly allowed_mentions?: { readonly parse?: readonly string[] }
}

/** Returns what Discord refuses in a message though its description does not say so. */
export function checkMessage(message: MessageLike, files: readonly string[]): readonly string[] {
  const { attachments = [], components = [], content = '', embeds = [] } = message
  const found: string[] = []
  const total = embeds
    .flatMap(({ author, description, fields = [], footer, title }) => [
      title,
      description,
      footer?.text,
      author?.name,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ])
    .reduce((sum, text) => sum + (text?.length ?? 0), 0)
  if (total > 6000) found.push(`embeds: ${total} characters`)
  if (content.length > 2000) found.push(`content: ${content.length} characters`)
  if (content === '' && embeds.length === 0 && files.length === 0) found.push('an empty message')
  for (const [index, { description, image, title }] of embeds.entries()) {
    if (!description && !title && !image) found.push(`embeds[${index}]: empty`)
    const name = /^attachment:\/\/(.+)$/.exec(image?.url ?? '')?.[1]
    if (name !== undefined && !files.includes(name)) found.push(`embeds[${index}]: no file ${name}`)
  }
  if (components.length > 5) found.push(`${components.length} rows of buttons`)
  const ids = components.flatMap((row) => (row.components ?? []).map(({ custom_id }) => custom_id))
  if (new Set(ids).size !== ids.length) found.push('two buttons with one custom_id')
  for (const { filename, id } of attachments) {
    if (files[Number(id)] !== filename) found.push(`attachment ${id} is not the file ${filename}`)
  }
  const parse = message.allowed_mentions?.parse
  if (!Array.isArray(parse) || parse.length > 0) found.push('mentions are allowed')
  return found
}
