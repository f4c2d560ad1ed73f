/** What a pointer that was set down on the board does while an ink tool is on. */
export type PointerRole = 'draw' | 'navigate' | 'ignore';

export interface PointerFacts {
  readonly pointerId: number;
  readonly pointerType: string;
  /** Of the DOM: 0 main, 1 middle, 5 the other end of a pen. */
  readonly button: number;
  /** Space is held. */
  readonly isPanning: boolean;
}

/**
 * Tells drawing from moving the board. One finger, pen or mouse draws; a second finger turns both into a grip that moves
 * the board. Once a pen has been seen, fingers only move it, and while the pen is down they are a palm.
 */
export class PointerRoles {
  readonly #roles = new Map<number, PointerRole>();
  readonly #fingers = new Set<number>();
  #hasSeenPen = false;

  get drawing(): number | null {
    for (const [id, role] of this.#roles) if (role === 'draw') return id;
    return null;
  }

  roleOf(pointerId: number): PointerRole {
    return this.#roles.get(pointerId) ?? 'ignore';
  }

  /** A pen near the board is enough to know that there is one. */
  see(pointerType: string): void {
    if (pointerType === 'pen') this.#hasSeenPen = true;
  }

  /** Gives a new pointer its role. `revoked` is the finger whose line turned out to be half of a grip. */
  down(facts: PointerFacts): { readonly role: PointerRole; readonly revoked: number | null } {
    this.see(facts.pointerType);
    const isFinger = facts.pointerType === 'touch';
    const { drawing } = this;
    const revoked = isFinger && drawing !== null && this.#fingers.has(drawing) ? drawing : null;
    if (revoked !== null) this.#roles.set(revoked, 'navigate');
    const role = revoked === null ? this.#judge(facts) : 'navigate';
    this.#roles.set(facts.pointerId, role);
    if (isFinger) this.#fingers.add(facts.pointerId);
    return { role, revoked };
  }

  up(pointerId: number): void {
    this.#roles.delete(pointerId);
    this.#fingers.delete(pointerId);
  }

  /** Every pointer is as good as lifted; whether there is a pen stays known. */
  releaseAll(): void {
    this.#roles.clear();
    this.#fingers.clear();
  }

  #judge({ pointerType, button, isPanning }: PointerFacts): PointerRole {
    if (this.drawing !== null) return 'ignore';
    if (pointerType === 'touch') return this.#hasSeenPen || this.#fingers.size > 0 ? 'navigate' : 'draw';
    if (button === 1 || (button === 0 && isPanning)) return 'navigate';
    return button === 0 || (pointerType === 'pen' && button === 5) ? 'draw' : 'ignore';
  }
}
