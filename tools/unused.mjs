// Stands in the bundle for a package that a library loads and the program never uses.
export {}
