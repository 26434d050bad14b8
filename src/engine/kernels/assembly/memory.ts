/** The first address behind what the kernels keep for themselves: tensors lie from here on. */
export function firstFreeAddress(): usize {
  return __heap_base;
}
