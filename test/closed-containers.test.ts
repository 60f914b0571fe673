/** Containers have no more rights than they need. */
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

interface Service {
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  privileged?: boolean
}

const { services } = parse(await readFile('docker-compose.yml', 'utf8')) as {
  services: Record<string, Service>
}

test.each(Object.entries(services))('%s is closed', (_, service) => {
  expect(service).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  })
  expect(service.privileged).toBeUndefined()
})

test('the image runs as nobody, from a version that is named', async () => {
  const dockerfile = await readFile('Dockerfile', 'utf8')
  expect(dockerfile).toMatch(/^USER 65534:65534$/m)
  for (const [, image] of dockerfile.matchAll(/^FROM (\S+)/gm)) expect(image).toMatch(/^node:\d+/)
})
