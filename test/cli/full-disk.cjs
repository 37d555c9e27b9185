// Loaded into a command: the disk is full after so many files.
const fs = require('node:fs');
const real = fs.writeFileSync;
let left = Number(process.env.FULL_AFTER);
fs.writeFileSync = (file, ...rest) => {
  if (left-- > 0) return real(file, ...rest);
  throw Object.assign(new Error(`ENOSPC: no space left on device, write`), { code: 'ENOSPC', path: String(file) });
};
