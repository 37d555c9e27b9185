/** Where in a stack a value stands, for the message that finds it wrong. */
export class Location {
  private constructor(
    private readonly stack: string,
    private readonly address: string | undefined,
    private readonly parent: Location | undefined,
    private readonly step: string | number | undefined,
  ) {}

  /** A whole stack. */
  static stack(name: string): Location {
    return new Location(name, undefined, undefined, undefined);
  }

  /** A resource of the stack, by its Terraform address. */
  resource(address: string): Location {
    return new Location(this.stack, address, undefined, undefined);
  }

  /** An attribute, a block or an element of a list. */
  at(step: string | number): Location {
    return new Location(this.stack, this.address, this, step);
  }

  toString(): string {
    return [`stack ${this.stack}`, this.address, this.path()].filter(Boolean).join(', ');
  }

  private path(): string {
    if (this.step === undefined) return '';
    const above = this.parent?.path() ?? '';
    if (typeof this.step === 'number') return `${above}[${this.step}]`;
    return above === '' ? this.step : `${above}.${this.step}`;
  }
}
