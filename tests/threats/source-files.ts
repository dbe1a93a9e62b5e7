import { fileURLToPath } from 'node:url'
import { type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast'
import { API } from 'typescript/unstable/sync'

const root = fileURLToPath(new URL('../..', import.meta.url))
const PROJECTS = ['tsconfig.json', 'adapters/web/page/tsconfig.json']
const PRODUCT = ['src/', 'commands/', 'adapters/', 'storage/']

/** One file of the product, as the compiler reads it. */
export interface ProductFile {
  /** From the root of the project. */
  readonly name: string
  readonly tree: SourceFile
}

/** Calls `read` with every TypeScript file of the product, parsed by the compiler itself. */
export function readProduct(read: (file: ProductFile) => void): void {
  const compiler = new API({ cwd: root })
  try {
    const seen = new Set<string>()
    for (const project of PROJECTS) {
      const snapshot = compiler.updateSnapshot({ openProject: `${root}${project}` })
      for (const { program } of snapshot.getProjects()) {
        for (const path of program.getSourceFileNames()) {
          const name = path.startsWith(root) ? path.slice(root.length) : ''
          if (!PRODUCT.some((folder) => name.startsWith(folder)) || !name.endsWith('.ts')) continue
          const tree = seen.has(name) ? undefined : program.getSourceFile(path)
          if (tree) read({ name, tree })
          seen.add(name)
        }
      }
    }
  } finally {
    compiler.close()
  }
}

/** Calls `visit` with a node and all that it holds. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  node.forEachChild((child) => {
    walk(child, visit)
  })
}

/** Returns where a node begins, as `file:line`. */
export function placeOf({ name, tree }: ProductFile, node: Node): string {
  const before = tree.text.slice(0, node.end - node.getText(tree).length)
  return `${name}:${before.split('\n').length}`
}

export { SyntaxKind }
