/** Loaded ahead of a measured Node process: at its end it tells the peak of its memory, in KiB, on descriptor 3. */
'use strict';
const { writeSync } = require('node:fs');

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
