/** Imported first by each program: keeps its files from the machine's other users. */
process.umask(0o077)
