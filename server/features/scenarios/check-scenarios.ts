/**
 * `npm run scenarios:check [folder]`: checks the bank, or another folder of scenario files, and prints every fault with its
 * line. Ends with 1 when there is a fault or nothing to check.
 */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { readScenarioFolder } from './scenario-bank.ts';
import { type LocatedFault, toPathText } from './scenario-fault.ts';
import { toScenarioSummary } from './scenarios.view.ts';

const BANK = fileURLToPath(new URL('bank', import.meta.url));

/** The report as text and the exit code that goes with it. */
export async function checkScenarioFolder({
  directory,
}: {
  directory: string;
}): Promise<{ report: string; exitCode: 0 | 1 }> {
  const { files, fileCount, faults } = await readScenarioFolder({ directory });
  const good = files
    .filter(({ file }) => !faults.some((fault) => fault.file === file))
    .map(({ file, scenario }) => {
      const { id, version, title, levels } = toScenarioSummary(scenario);
      return `ok    ${file}  ${id}@${version}  "${title}"  ${levels.join(', ')}`;
    });
  const broken = [...new Set(faults.map(({ file }) => file))].map((file) => {
    const own = faults.filter((fault) => fault.file === file).sort((a, b) => a.line - b.line);
    return [`FAULT ${file}  ${own.length} to mend`, ...own.map(toReportLine)].join('\n');
  });
  const total = `${fileCount} scenario file(s), ${faults.length} fault(s) in ${directory}`;
  const isGood = fileCount > 0 && faults.length === 0;
  return { report: [...good, ...broken, total].join('\n'), exitCode: isGood ? 0 : 1 };
}

function toReportLine({ line, column, path, rule, message }: LocatedFault): string {
  return `      line ${line}:${column}  ${toPathText(path)}\n        [${rule}] ${message}`;
}

async function main(): Promise<void> {
  const folder = process.argv[2];
  // npm moves to the project's folder; a path is meant from where its author stands.
  const from = process.env['INIT_CWD'] ?? process.cwd();
  try {
    const { report, exitCode } = await checkScenarioFolder({
      directory: folder === undefined ? BANK : resolve(from, folder),
    });
    process.stdout.write(`${report}\n`);
    process.exitCode = exitCode;
  } catch (error) {
    process.stderr.write(
      `Cannot read the folder: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 1;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
