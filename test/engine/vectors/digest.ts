import {sha256} from "@noble/hashes/sha2.js";
import {bytesToHex} from "@noble/hashes/utils.js";
import type {Tensor} from "@tensorflow/tfjs-core";
import type {TensorFlow} from "../../../src/engine/engine.ts";
import type {Vector} from "./vector.ts";

/** SHA-256 over types, shapes and bytes of the tensors that a vector makes. */
export function vectorDigest(tf: TensorFlow, {make}: Vector): string {
  const hash = sha256.create();
  tf.engine().startScope();
  try {
    for (const tensor of [make(tf)].flat() as readonly Tensor[]) {
      hash.update(new TextEncoder().encode(`${tensor.dtype} ${tensor.shape.join(" ")}\n`)).update(new Uint8Array((tensor.dataSync() as Float32Array).slice().buffer));
    }
  } finally {
    tf.engine().endScope();
  }
  return bytesToHex(hash.digest());
}
