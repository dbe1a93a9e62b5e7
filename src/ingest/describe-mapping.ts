import type { CommaMeaning } from './commas.ts'
import type { Mapping, Table } from './types.ts'

/** The mapping in effect with columns by name: for people, for `--json`, and to tell one import from another. */
export interface MappingDescription {
  readonly kind: string
  readonly scale: { readonly min: number; readonly max: number; readonly reversed: boolean } | null
  /** Column names by field. */
  readonly columns: Readonly<Record<string, readonly string[]>>
  readonly factors: readonly {
    readonly factor: string
    readonly column: string
    readonly scale: { readonly min: number; readonly max: number; readonly reversed: boolean }
  }[]
  /** The numbers of answers in words; left out where there are none. */
  readonly answers?: Readonly<Record<string, number>>
  /** What commas in ratings mean; left out where nothing shows it. */
  readonly commas?: CommaMeaning
  /** Values by field. */
  readonly constants: Readonly<Record<string, string>>
  readonly dateFormat: string | null
  readonly zone: string
  readonly source: string
  readonly survey: string | null
  readonly format: string
  readonly encoding: string | null
  readonly delimiter: string | null
  /** Of a workbook, where the user named it. */
  readonly sheet?: string
}

/** Returns how a file is read, with columns by their names; times without an offset are of the zone. */
export function describeMapping(mapping: Mapping, table: Table, zone: string): MappingDescription {
  const name = (column: number): string => table.header[column] ?? ''
  const columns: Record<string, readonly string[]> = {}
  for (const [field, indexes] of Object.entries(mapping.columns)) {
    if (indexes) columns[field] = indexes.map(name)
  }
  return {
    kind: mapping.kind,
    scale: mapping.scale,
    columns,
    factors: mapping.factors.map(({ factor, column, scale }) => ({
      factor,
      column: name(column),
      scale,
    })),
    ...(mapping.answers && { answers: mapping.answers }),
    ...(mapping.commas && { commas: mapping.commas }),
    constants: { ...mapping.constants },
    dateFormat: mapping.date?.format ?? null,
    zone: mapping.date?.zone ?? zone,
    source: mapping.source,
    survey: mapping.survey,
    format: table.format,
    encoding: table.encoding,
    delimiter: table.delimiter,
    ...(table.sheet?.given && { sheet: table.sheet.name }),
  }
}
