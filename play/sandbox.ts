/** `npm run sandbox`. Says that it starts before it loads the rest, which takes a moment. */
console.log('Starting…')
await import('./run-sandbox.ts')
export {}
