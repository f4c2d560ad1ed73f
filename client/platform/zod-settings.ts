import { config } from 'zod';

// zod builds faster parsers with `new Function` where it may. The content security policy forbids that, and the attempt
// alone would be reported as a violation.
config({ jitless: true });
