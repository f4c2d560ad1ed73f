import type { PhaseId } from '#shared/domain/interview-state.ts';

/** Why a phase is there, for the candidate. Words that fit every case: nothing here knows one. */
export const PHASE_PURPOSE: Readonly<Record<PhaseId, string>> = {
  intro: 'Settles how you work together, so that the clock is spent on the design.',
  clarify:
    'A design answers a question. Every fact you ask for now saves a turn in the wrong direction later.',
  frame: 'Machine learning optimises exactly what you tell it to. This is where you decide what that is.',
  data: 'Models learn what their examples show. Most failures in production begin here.',
  model: 'Shows that you can choose: from simple to strong, each step paid for by something it gains.',
  evaluate: 'Without a measure you trust, nobody can say whether the rest was worth building.',
  serve: 'Turns a model into a product: fast enough, cheap enough, and there when parts of it are not.',
  monitor: 'The world moves on after launch. This is how the system notices, and what it does then.',
  requirements: 'A design answers a question. Get the question, its size and its limits on the board first.',
  framing: 'Machine learning optimises exactly what you tell it to. This is where you decide what that is.',
  architecture: 'One complete pass shows that you see the whole, before anybody asks about a part.',
  'deep-dive': 'Depth shows where you have real command: numbers, failures, and the option you turn down.',
  wrap: 'A clear ending shows judgement: what you would defend, and what you would change.',
};
