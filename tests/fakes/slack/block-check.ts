type Json = Readonly<Record<string, unknown>>
type Rule = (value: unknown) => string | null

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text =
  (most: number, least = 1): Rule =>
  (value) => {
    if (typeof value !== 'string') return 'is no text'
    return value.length < least || value.length > most ? `has ${value.length} letters` : null
  }
const is =
  (...values: readonly unknown[]): Rule =>
  (value) =>
    values.includes(value) ? null : `is ${JSON.stringify(value)}`
const whole =
  (least: number, most: number): Rule =>
  (value) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
      ? null
      : 'is out of range'
const finite: Rule = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? null : 'is no number'
const truth: Rule = (value) => (typeof value === 'boolean' ? null : 'is no boolean')

function many(rule: Rule, most: number, least = 1): Rule {
  return (value) => {
    if (!Array.isArray(value)) return 'is no list'
    if (value.length < least || value.length > most) return `has ${value.length} items`
    for (const [index, item] of value.entries()) {
      const wrong = rule(item)
      if (wrong) return `[${index}] ${wrong}`
    }
    return null
  }
}

/** An object with these fields and no others; those marked `?` may be missing. */
function shape(fields: Readonly<Record<string, Rule>>): Rule {
  return (value) => {
    if (!isRecord(value)) return 'is no object'
    for (const name of Object.keys(value)) {
      if (!fields[name] && !fields[`${name}?`]) return `has an unknown field ${name}`
    }
    for (const [key, rule] of Object.entries(fields)) {
      const name = key.replace(/\?$/, '')
      if (!(name in value)) {
        if (key === name) return `lacks ${name}`
        continue
      }
      const wrong = rule(value[name])
      if (wrong) return `.${name} ${wrong}`
    }
    return null
  }
}

function byType(rules: Readonly<Record<string, Rule>>): Rule {
  return (value) => {
    if (!isRecord(value)) return 'is no object'
    const rule = rules[String(value['type'])]
    return rule ? rule(value) : `has an unknown type ${String(value['type'])}`
  }
}

const plain = (most: number): Rule =>
  shape({ type: is('plain_text'), text: text(most), 'emoji?': truth })

const style = shape({ 'bold?': truth, 'italic?': truth, 'code?': truth, 'strike?': truth })
const inline = byType({
  text: shape({ type: is('text'), text: text(40_000), 'style?': style }),
  date: shape({
    type: is('date'),
    timestamp: whole(1, 4_102_444_800),
    format: text(200),
    'fallback?': text(200),
  }),
})
const section = shape({ type: is('rich_text_section'), elements: many(inline, 500) })
const rich = byType({
  rich_text_section: section,
  rich_text_quote: shape({ type: is('rich_text_quote'), elements: many(inline, 500) }),
  rich_text_preformatted: shape({
    type: is('rich_text_preformatted'),
    elements: many(inline, 500),
  }),
  rich_text_list: shape({
    type: is('rich_text_list'),
    style: is('bullet', 'ordered'),
    elements: many(section, 500),
  }),
})

const cell = byType({
  raw_text: shape({ type: is('raw_text'), text: text(3000) }),
  raw_number: shape({ type: is('raw_number'), value: finite, text: text(3000) }),
})

function rectangular(value: unknown): string | null {
  if (!isRecord(value) || !Array.isArray(value['rows'])) return null
  const rows = value['rows'] as readonly (readonly { readonly text: string }[])[]
  if (rows.some((row) => row.length !== rows[0]?.length)) return 'rows differ in length'
  const letters = rows.flat().reduce((sum, each) => sum + each.text.length, 0)
  return letters > 10_000 ? `holds ${letters} letters` : null
}

const both =
  (...rules: readonly Rule[]): Rule =>
  (value) => {
    for (const rule of rules) {
      const wrong = rule(value)
      if (wrong) return wrong
    }
    return null
  }

const point = shape({ label: text(20), value: finite })
const series = shape({ name: text(20), data: many(point, 20) })
const axes = shape({
  categories: many(text(20), 20),
  'x_label?': text(50),
  'y_label?': text(50),
})
const drawn = (type: string): Rule =>
  both(shape({ type: is(type), series: many(series, 6), axis_config: axes }), (value) => {
    const chart = value as {
      readonly series: readonly { name: string; data: readonly { label: string }[] }[]
      readonly axis_config: { readonly categories: readonly string[] }
    }
    const { categories } = chart.axis_config
    if (new Set(categories).size !== categories.length) return 'has equal categories'
    if (new Set(chart.series.map(({ name }) => name)).size !== chart.series.length) {
      return 'has equal series'
    }
    const fits = chart.series.every(
      ({ data }) => JSON.stringify(data.map(({ label }) => label)) === JSON.stringify(categories),
    )
    return fits ? null : 'has points that are not its categories'
  })

const button = shape({
  type: is('button'),
  action_id: text(255),
  text: plain(75),
  value: text(2000),
  'style?': is('primary', 'danger'),
})

const option = shape({ text: plain(75), value: text(150) })
const input = byType({
  plain_text_input: shape({
    type: is('plain_text_input'),
    action_id: text(255),
    'multiline?': truth,
    'max_length?': whole(1, 3000),
    'initial_value?': text(3000),
    'placeholder?': plain(150),
  }),
  static_select: shape({
    type: is('static_select'),
    action_id: text(255),
    'placeholder?': plain(150),
    options: many(option, 100),
    'initial_option?': option,
  }),
})

const block = byType({
  rich_text: shape({ type: is('rich_text'), elements: many(rich, 100) }),
  header: shape({ type: is('header'), text: plain(150) }),
  context: shape({ type: is('context'), elements: many(plain(2000), 10) }),
  actions: shape({ type: is('actions'), elements: many(button, 25) }),
  table: both(
    shape({
      type: is('table'),
      rows: many(many(cell, 20), 100),
      'column_settings?': many(
        shape({ 'align?': is('left', 'center', 'right'), 'is_wrapped?': truth }),
        20,
      ),
    }),
    rectangular,
  ),
  data_table: both(
    shape({
      type: is('data_table'),
      caption: text(300),
      'page_size?': whole(1, 100),
      'row_header_column_index?': whole(0, 19),
      rows: many(many(cell, 20), 101, 2),
    }),
    rectangular,
  ),
  data_visualization: shape({
    type: is('data_visualization'),
    title: text(50),
    chart: byType({ bar: drawn('bar'), line: drawn('line') }),
  }),
  input: shape({
    type: is('input'),
    block_id: text(255),
    'optional?': truth,
    label: plain(2000),
    element: input,
  }),
})

/** Returns what is wrong with the blocks of a message, by docs.slack.dev/reference/block-kit. */
export function checkBlocks(blocks: unknown): string | null {
  const wrong = many(block, 50, 0)(blocks)
  if (wrong) return `blocks ${wrong}`
  const all = blocks as readonly Json[]
  const count = (...types: readonly string[]) =>
    all.filter((each) => types.includes(String(each['type']))).length
  if (count('table', 'data_table') > 1) return 'only_one_table_allowed'
  if (count('data_visualization') > 2) return 'blocks hold more than two charts'
  const ids = all.flatMap((each) =>
    each['type'] === 'actions'
      ? (each['elements'] as readonly Json[]).map((element) => element['action_id'])
      : [],
  )
  return new Set(ids).size === ids.length ? null : 'blocks hold equal action ids'
}

/** Returns what is wrong with a modal. */
export function checkView(view: unknown): string | null {
  return shape({
    type: is('modal'),
    callback_id: text(255),
    title: plain(24),
    'submit?': plain(24),
    'close?': plain(24),
    'private_metadata?': text(3000, 0),
    blocks: many(block, 100),
  })(view)
}
