/** Lets the process that started this one ask for its CPU time and memory. */
export function answerReadings(): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMicros: user + system, rssBytes: process.memoryUsage.rss() });
  });
}
