// Stands in the bundle for what looks into a file for its type: each file is sent with its type.
export function filetypeinfo() {
  throw new Error('A file was to be sent without its type')
}
