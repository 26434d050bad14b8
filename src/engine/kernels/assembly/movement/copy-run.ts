/** Copies `bytes` bytes between places that do not overlap; short runs without the call that memory.copy is. */
// @ts-ignore: decorators are AssemblyScript's
@inline
export function copyRun(target: usize, source: usize, bytes: usize): void {
  if (bytes > 128) memory.copy(target, source, bytes);
  else {
    let i: usize = 0;
    for (; i + 16 <= bytes; i += 16) v128.store(target + i, v128.load(source + i));
    for (; i + 4 <= bytes; i += 4) store<u32>(target + i, load<u32>(source + i));
    for (; i < bytes; i++) store<u8>(target + i, load<u8>(source + i));
  }
}
