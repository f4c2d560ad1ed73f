/** Exact fractions of small integers, so that ties and thresholds are decided without binary rounding. */
export interface Fraction {
  readonly numerator: number;
  /** Always above 0. */
  readonly denominator: number;
}

/** A fraction in lowest terms. `denominator` must not be 0; its sign moves to the numerator. */
export function fraction(numerator: number, denominator = 1): Fraction {
  const divisor = greatestCommonDivisor(Math.abs(numerator), Math.abs(denominator)) * Math.sign(denominator);
  // Adding 0 turns -0 into 0, which would otherwise show up as a negative nothing.
  return { numerator: numerator / divisor + 0, denominator: denominator / divisor };
}

export function addFractions(a: Fraction, b: Fraction): Fraction {
  const common = leastCommonMultiple(a.denominator, b.denominator);
  return fraction(a.numerator * (common / a.denominator) + b.numerator * (common / b.denominator), common);
}

export function subtractFractions(a: Fraction, b: Fraction): Fraction {
  return addFractions(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** Negative when `a` is smaller, 0 when both are equal, positive when `a` is larger. */
export function compareFractions(a: Fraction, b: Fraction): number {
  return a.numerator * b.denominator - b.numerator * a.denominator;
}

/** The mean of fractions; null for none. */
export function meanFraction(values: readonly Fraction[]): Fraction | null {
  if (values.length === 0) return null;
  const sum = values.reduce(addFractions, fraction(0));
  return fraction(sum.numerator, sum.denominator * values.length);
}

export function toNumber({ numerator, denominator }: Fraction): number {
  return numerator / denominator;
}

export function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b;
}

export function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
