import { posix } from 'node:path'
import { UserError } from '../core/errors.ts'
import { nearest } from '../language/nearest.ts'
import { LONGEST_CELL } from './limits.ts'
import { readXml, type XmlHandlers } from './xlsx-xml.ts'
import type { WorkbookParts } from './xlsx-zip.ts'

const MEGABYTE = 1024 * 1024
/** All texts that the cells share are held in memory, and so is what the other parts list. */
const MOST_SHARED_BYTES = 64 * MEGABYTE
const MOST_SHARED_TEXTS = 2_000_000
const MOST_LISTED_BYTES = 16 * MEGABYTE
/** Number formats 14–22 and 45–47 are dates and times in every workbook. */
const BUILT_IN_DATES = [14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]

/** What the sheets of a workbook share. */
export interface WorkbookFacts {
  readonly sheetPath: string
  readonly sheet: string
  /** The names of the other sheets that are not hidden. */
  readonly otherSheets: readonly string[]
  readonly texts: readonly string[]
  /** Whether a cell style shows its number as a date, by style index. */
  readonly dateStyles: readonly boolean[]
  /** Days count from 1904 instead of 1900. */
  readonly from1904: boolean
}

interface Sheet {
  readonly name: string
  readonly relation: string
  readonly hidden: boolean
}

/** Reads a part that is held in memory. Rejects with a UserError where it is larger than that bears. */
async function readHeld(
  parts: WorkbookParts,
  path: string,
  most: number,
  handlers: XmlHandlers,
): Promise<void> {
  if (parts.size(path) > most) throw new UserError('import.zipTooLarge', { max: most / MEGABYTE })
  await readXml(await parts.read(path), handlers)
}

async function relations(parts: WorkbookParts): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>()
  await readHeld(parts, 'xl/_rels/workbook.xml.rels', MOST_LISTED_BYTES, {
    open(name, attributes) {
      if (name !== 'Relationship') return
      const { Id: id = '', Target: target = '' } = attributes()
      targets.set(id, target.startsWith('/') ? target.slice(1) : posix.join('xl', target))
    },
  })
  return targets
}

async function sheets(
  parts: WorkbookParts,
): Promise<{ readonly list: readonly Sheet[]; readonly from1904: boolean }> {
  const list: Sheet[] = []
  let from1904 = false
  await readHeld(parts, 'xl/workbook.xml', MOST_LISTED_BYTES, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes()['date1904'] ?? '')
      if (name !== 'sheet') return
      const found = attributes()
      const relation = Object.entries(found).find(([key]) => /(?:^|:)id$/.test(key))?.[1] ?? ''
      const sheetName = found['name'] ?? ''
      list.push({ name: sheetName, relation, hidden: (found['state'] ?? 'visible') !== 'visible' })
    },
  })
  return { list, from1904 }
}

async function sharedTexts(parts: WorkbookParts): Promise<readonly string[]> {
  const path = 'xl/sharedStrings.xml'
  if (!parts.has(path)) return []
  const texts: string[] = []
  let text = ''
  let inText = false
  let phonetic = false
  await readHeld(parts, path, MOST_SHARED_BYTES, {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      if (name === 't') inText = !phonetic
    },
    close(name) {
      if (name === 'si') {
        if (texts.length === MOST_SHARED_TEXTS) throw new UserError('import.badWorkbook')
        texts.push(text)
      }
      if (name === 'rPh') phonetic = false
      if (name === 't') inText = false
    },
    text(more) {
      if (inText && text.length <= LONGEST_CELL) text += more
    },
  })
  return texts
}

/** Whether a number format shows a date: letters of dates outside quotes and brackets. */
function showsDate(format: string): boolean {
  return /[ymdhs]/i.test(format.replace(/"[^"]*(?:"|$)|\\.|\[[^\]]*(?:\]|$)|General/gi, ''))
}

async function dateStyles(parts: WorkbookParts): Promise<readonly boolean[]> {
  const path = 'xl/styles.xml'
  if (!parts.has(path)) return []
  const dates = new Set(BUILT_IN_DATES)
  const styles: boolean[] = []
  let inCells = false
  await readHeld(parts, path, MOST_LISTED_BYTES, {
    open(name, attributes) {
      if (name === 'numFmt') {
        const { numFmtId: id = '', formatCode: format = '' } = attributes()
        if (showsDate(format)) dates.add(Number(id))
      }
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) styles.push(dates.has(Number(attributes()['numFmtId'] ?? 0)))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

function sheetNamed(list: readonly Sheet[], wanted: string): Sheet {
  const plain = (name: string): string => name.normalize('NFC').trim().toLowerCase()
  const found = list.find(({ name }) => plain(name) === plain(wanted))
  if (found) return found
  const names = list.map(({ name }) => name)
  const near = nearest(wanted, names) ?? names[0]
  throw new UserError(
    'import.unknownSheet',
    { value: wanted, known: names.join(' | ') },
    near && `--sheet "${near}"`,
  )
}

/**
 * Reads what is needed to read the sheet of that name, or the first visible one. Rejects with a
 * UserError where there is none.
 */
export async function readBook(
  parts: WorkbookParts,
  wanted: string | undefined,
): Promise<WorkbookFacts> {
  const targets = await relations(parts)
  const { list, from1904 } = await sheets(parts)
  const visible = list.filter(({ hidden }) => !hidden)
  const sheet = wanted === undefined ? (visible[0] ?? list[0]) : sheetNamed(list, wanted)
  const sheetPath = targets.get(sheet?.relation ?? '')
  if (!sheetPath || !parts.has(sheetPath)) throw new UserError('import.badWorkbook')
  return {
    sheetPath,
    sheet: sheet?.name ?? '',
    otherSheets: visible.filter((each) => each !== sheet).map(({ name }) => name),
    from1904,
    texts: await sharedTexts(parts),
    dateStyles: await dateStyles(parts),
  }
}
