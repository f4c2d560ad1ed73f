/** Gives numbers in [0, 1). */
export type Random = () => number;

/**
 * A small generator whose numbers depend on the seed alone, for resampling that has to give the same interval on every
 * machine. It is sfc32 (Doty-Humphrey, PractRand): 128 bits of state, period at least 2^32, no use for secrets.
 */
export function seededRandom(seed: number): Random {
  let a = 0;
  let b = 0;
  let c = seed | 0;
  let counter = 1;
  const next: Random = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  };
  // The seed has reached every bit of the state only after about a dozen rounds.
  for (let round = 0; round < 12; round += 1) next();
  return next;
}
