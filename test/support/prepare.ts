import { ensureChromium } from './chromium.ts';

/** Before `npm test`: a browser must be there, and the built client and server must be those of the sources. */
try {
  console.log(`Browser tests use ${ensureChromium()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
await import('#server/build-missing.ts');
