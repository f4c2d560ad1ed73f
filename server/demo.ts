import { DemoRefusal } from './demo/demo-person.ts';
import { createProgressLine } from './demo/progress.ts';
import { runDemo } from './demo/run-demo.ts';
import { ConfigError, parseConfig } from './platform/config.ts';
import { DatabaseStartError } from './platform/database.ts';
import { DirectoryInUseError } from './platform/directory-lock.ts';
import { createLog } from './platform/log.ts';

/** `npm run demo`: adds a finished interview to the database and prints the links to its review. */

/** What went wrong, in words a person can act on; the stack only where the fault is ours. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof DirectoryInUseError)
    return 'A running server is using the data directory. Stop the server, run the demo, then start the server again.';
  const isExpected =
    error instanceof ConfigError || error instanceof DatabaseStartError || error instanceof DemoRefusal;
  return isExpected ? error.message : (error.stack ?? error.message);
}

const progress = createProgressLine(process.stdout);
try {
  const config = parseConfig(process.env);
  // Of a server that lives for seconds only what went wrong is worth a line.
  const log = createLog('error');
  const links = await runDemo({ config, log, now: Date.now(), onProgress: (step) => progress.show(step) });
  progress.end();
  process.stdout.write(`
A finished interview has been added: a senior candidate on "Predict clicks on feed ads".

  Interviewer's review
  ${links.lead}

  Candidate's review
  ${links.candidate}

Start the server (npm start), then open each link in a browser profile or private window of its own, because it
signs you in as that person. A link works once, within seven days; after that, the same browser finds the review at
  ${links.review}

Running the demo again adds another interview.
`);
  process.exit(0);
} catch (error) {
  progress.end();
  process.stderr.write(`The demo cannot be added: ${explain(error)}\n`);
  process.exit(1);
}
