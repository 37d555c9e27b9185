import { TerraformBackend, type TerraformRemoteState } from 'cdktf';
import type { Construct } from 'constructs';
import type { StateBackend as StateSettings } from '../definition';

/** Folder of local state, beside `cdktf.out` (which is disposable); a stack's own folder is two levels down. */
const LOCAL_STATE = '../../../state';

/**
 * Where one stack's Terraform state lies: the platform's settings and a place of its own within them.
 *
 * One class for every backend, because all differ in is the name of that place. Credentials never stand here; each
 * backend reads them from the environment.
 */
export class StackState extends TerraformBackend {
  private readonly settings: Record<string, string | number | boolean>;

  constructor(scope: Construct, stack: string, state: StateSettings) {
    super(scope, 'State', state.backend);
    this.settings = { ...state.settings, ...place(stack, state) };
  }

  protected override synthesizeAttributes(): Record<string, string | number | boolean> {
    return { ...this.settings };
  }

  /** @throws Error always: a reference to another stack's state is stale or absent at plan time */
  override getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error("stacks do not read each other's state; names are deterministic, use the name");
  }
}

function place(stack: string, { backend, settings }: StateSettings): Record<string, string> {
  switch (backend) {
    case 'local':
      return { path: `${settings.path ?? LOCAL_STATE}/${stack}.tfstate` };
    case 'pg':
      return { schema_name: stack };
    case 's3':
      return { key: `${settings.key ?? 'streha'}/${stack}.tfstate` };
    case 'kubernetes':
      return { secret_suffix: stack };
  }
}
