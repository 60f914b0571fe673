import { defineConfig } from 'vitest/config'

const random = Boolean(process.env['CI'])

export default defineConfig({
  test: {
    // On two cores one would stand idle otherwise.
    maxWorkers: '100%',
    // Ends what hangs. No test is to depend on how fast the machine is.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    // Each file has a world of its own. In some of them the tests tell one story, so only those of units are shuffled.
    sequence: { shuffle: { files: random, tests: false } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,sandbox,play}/**/*.test.ts'],
          sequence: { shuffle: { tests: random } },
        },
      },
      {
        extends: true,
        test: {
          name: 'story',
          include: ['test/**/*.test.ts'],
          globalSetup: './test/global-setup.ts',
        },
      },
    ],
  },
})
