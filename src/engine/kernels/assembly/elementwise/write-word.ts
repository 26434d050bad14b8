/** Puts a whole number into a table that a later kernel reads (shapes, strides). */
export function writeWord(address: usize, value: i32): void {
  store<i32>(address, value);
}
