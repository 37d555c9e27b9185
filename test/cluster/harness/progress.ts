/** Between two lines where standard error is no terminal, in milliseconds: a CI log must not look dead, nor be flooded. */
const INTERVAL = 30_000;

/** Tells on standard error what takes long. On a terminal one line is rewritten; elsewhere a line now and then. */
export class Progress {
  readonly #started = Date.now();
  #last = Date.now();

  /** @param title what is being done; printed at once */
  constructor(private readonly title: string) {
    this.note(title);
  }

  /** Time since the start, as `4m32s`. */
  get elapsed(): string {
    const seconds = Math.round((Date.now() - this.#started) / 1000);
    return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, '0')}s`;
  }

  /** How far it is. May be called as often as one likes. */
  update(state: string): void {
    const terminal = process.stderr.isTTY;
    if (Date.now() - this.#last < (terminal ? 100 : INTERVAL)) return;
    this.#last = Date.now();
    if (terminal) process.stderr.write(`\r\u001b[Kstreha: ${state}, ${this.elapsed}`);
    else this.note(`${this.title}: ${state}, ${this.elapsed}`);
  }

  /** A line that stays. */
  note(line: string): void {
    process.stderr.write(`${process.stderr.isTTY ? '\r\u001b[K' : ''}streha: ${line}\n`);
  }
}
