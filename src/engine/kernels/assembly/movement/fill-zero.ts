export function fillZero(target: usize, bytes: usize): void {
  memory.fill(target, 0, bytes);
}
