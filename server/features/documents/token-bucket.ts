/** A budget that refills steadily and may go into debt; the holder decides what a debt means. */
export class TokenBucket {
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  #updatedAt: number;

  constructor(input: { perSecond: number; burst: number; now: number }) {
    this.#perSecond = input.perSecond;
    this.#burst = input.burst;
    this.#tokens = input.burst;
    this.#updatedAt = input.now;
  }

  /** Takes `cost` and returns the debt in milliseconds of refilling; 0 while within the budget. */
  take(cost: number, now: number): number {
    if (now > this.#updatedAt) {
      this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#updatedAt) / 1000) * this.#perSecond);
      this.#updatedAt = now;
    }
    this.#tokens -= cost;
    return this.#tokens >= 0 ? 0 : (-this.#tokens / this.#perSecond) * 1000;
  }
}
