import { describe, expect, test } from 'vitest';
import { isHigherVersion, raiseVersion } from '#client/features/scenarios/own/scenario-version.ts';

describe('raising the version of a text', () => {
  test('goes one step over what is published and leaves the rest as it is', () => {
    const text = '# mine\nmeta: {id: a-case, version: 1.0.0, title: T} # note\nversion: 9.9.9\n';
    expect(raiseVersion(text, '1.0.4')).toBe(
      '# mine\nmeta: {id: a-case, version: 1.0.5, title: T} # note\nversion: 9.9.9\n',
    );
  });

  test('goes one step over its own where that is higher', () => {
    expect(raiseVersion('version: "2.1.0"', '1.0.4')).toBe('version: "2.1.1"');
  });

  test('says so when the text names none', () => {
    expect(raiseVersion('meta: {}', '1.0.0')).toBeNull();
  });
});

test('versions are compared number by number', () => {
  expect(isHigherVersion('1.10.0', '1.9.9')).toBe(true);
  expect(isHigherVersion('1.0.0', '1.0.0')).toBe(false);
  expect(isHigherVersion('0.9.9', '1.0.0')).toBe(false);
});
