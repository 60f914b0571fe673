import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    sequence: { shuffle: process.env['CI'] ? { tests: true, files: true } : false },
    projects: [
      { extends: true, test: { name: 'unit', include: ['{src,sandbox,play}/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'story',
          include: ['test/**/*.test.ts'],
          globalSetup: './test/global-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
