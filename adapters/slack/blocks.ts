/** The blocks that the adapter builds, as docs.slack.dev/reference/block-kit describes them. */
export interface PlainText {
  readonly type: 'plain_text'
  readonly text: string
  readonly emoji: false
}

interface RichStyle {
  readonly bold?: true
  readonly italic?: true
  readonly code?: true
}

export type RichElement =
  | { readonly type: 'text'; readonly text: string; readonly style?: RichStyle }
  | {
      readonly type: 'date'
      readonly timestamp: number
      readonly format: string
      readonly fallback: string
    }

export interface RichSection {
  readonly type: 'rich_text_section' | 'rich_text_quote' | 'rich_text_preformatted'
  readonly elements: readonly RichElement[]
}

export interface RichList {
  readonly type: 'rich_text_list'
  readonly style: 'bullet'
  readonly elements: readonly RichSection[]
}

export interface RichText {
  readonly type: 'rich_text'
  readonly elements: readonly (RichSection | RichList)[]
}

export type TableCell =
  | { readonly type: 'raw_text'; readonly text: string }
  | { readonly type: 'raw_number'; readonly value: number; readonly text: string }

export interface NativeTable {
  readonly type: 'table'
  readonly rows: readonly (readonly TableCell[])[]
  readonly column_settings: readonly {
    readonly align: 'left' | 'right'
    readonly is_wrapped: boolean
  }[]
}

export interface NativeDataTable {
  readonly type: 'data_table'
  readonly caption: string
  readonly page_size: number
  readonly rows: readonly (readonly TableCell[])[]
}

interface ChartSeries {
  readonly name: string
  readonly data: readonly { readonly label: string; readonly value: number }[]
}

export interface NativeChart {
  readonly type: 'data_visualization'
  readonly title: string
  readonly chart: {
    readonly type: 'bar' | 'line'
    readonly series: readonly ChartSeries[]
    readonly axis_config: { readonly categories: readonly string[]; readonly y_label?: string }
  }
}

export interface Button {
  readonly type: 'button'
  readonly action_id: string
  readonly text: PlainText
  readonly value: string
  readonly style?: 'primary'
}

export interface InputBlock {
  readonly type: 'input'
  readonly block_id: string
  readonly optional: boolean
  readonly label: PlainText
  readonly element: Readonly<Record<string, unknown>>
}

export type SlackBlock =
  | RichText
  | NativeTable
  | NativeDataTable
  | NativeChart
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] }
  | { readonly type: 'actions'; readonly elements: readonly Button[] }
  | InputBlock

export function plainText(text: string): PlainText {
  return { type: 'plain_text', text, emoji: false }
}
