import { crc32, deflateRawSync } from 'node:zlib'

/** Packs files into an archive; `claimed` sizes may lie, as those of a trap do. */
export function zip(
  files: Readonly<Record<string, string | Buffer>>,
  claimed: Readonly<Record<string, number>> = {},
): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [path, content] of Object.entries(files)) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const name = Buffer.from(path)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(claimed[path] ?? bytes.length, 18)
    facts.writeUInt16LE(name.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    local.push(Buffer.from('PK\u0003\u0004'), facts, name, packed)
    central.push(Buffer.from('PK\u0001\u0002\u0014\0'), facts, tail, name)
    offset += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(files).length, 4)
  end.writeUInt16LE(Object.keys(files).length, 6)
  end.writeUInt32LE(Buffer.concat(central).length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, ...central, Buffer.from('PK\u0005\u0006'), end])
}

/** A cell as it stands in a sheet: a shared text, a number, a date by its day number, or XML of its own. */
export type SheetCell = string | number | { readonly day: number } | { readonly xml: string } | null

/** The parts of a workbook with one sheet. */
export function workbookParts(
  rows: readonly (readonly SheetCell[])[],
  settings: { readonly from1904?: boolean; readonly hiddenFirst?: boolean } = {},
): Record<string, string> {
  const texts: string[] = []
  const escaped = (text: string): string =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const cellXml = (cell: SheetCell, reference: string): string => {
    if (cell === null) return ''
    if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
    if (typeof cell === 'string') {
      texts.push(`<si><t>${escaped(cell)}</t></si>`)
      return `<c r="${reference}" t="s"><v>${texts.length - 1}</v></c>`
    }
    return 'xml' in cell
      ? cell.xml.replace('REF', reference)
      : `<c r="${reference}" s="1"><v>${cell.day}</v></c>`
  }
  const sheet = rows
    .map((cells, row) => {
      const inner = cells.map((cell, column) =>
        cellXml(cell, `${String.fromCharCode(65 + column)}${row + 1}`),
      )
      return `<row r="${row + 1}">${inner.join('')}</row>`
    })
    .join('')
  const hidden = settings.hiddenFirst
    ? '<sheet name="Old" sheetId="2" state="hidden" r:id="rId9"/>'
    : ''
  return {
    'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr date1904="${settings.from1904 ? 1 : 0}"/><sheets>${hidden}<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Target="worksheets/none.xml"/></Relationships>',
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd&quot;/&quot;mm/yyyy"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': `<sst>${texts.join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  }
}
