const separator = 0xff
const prime = 1099511628211n
const start = 14695981039346656037n

/** Sixteen hexadecimal digits for a set of labels, as Prometheus has them: FNV-1a over the sorted names and values. */
export function fingerprint(labels: Readonly<Record<string, string>>): string {
  let sum = start
  for (const name of Object.keys(labels).sort())
    for (const part of [name, labels[name] ?? ''])
      for (const byte of [...Buffer.from(part), separator])
        sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * prime)
  return sum.toString(16).padStart(16, '0')
}
