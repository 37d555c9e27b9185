import { synthFleet } from './cli/synth-fleet';
import { ownStacks } from './stacks/own-stacks';

// What `cdktf synth`, `cdktf deploy` and `bin/streha synth` run: see `app` in cdktf.json.
synthFleet({ directory: __dirname, ownStacks });
