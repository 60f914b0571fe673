/** Imported by each program before it writes anything: no other user of the machine gets at what it writes. */
process.umask(0o077)
