import {defineData} from "reprise";
import {pixels} from "./pixels.ts";

const format = {kind: "csv", header: false, columns: [...pixels, "digit"]} as const;
const archive = "https://archive.ics.uci.edu/ml/machine-learning-databases/optdigits";

export const digits = defineData({
  id: "optdigits",
  title: "Optical Recognition of Handwritten Digits",
  description: "8 × 8 images of digits from preprinted forms: 3,823 for training by 30 writers, 1,797 for test by 13 other writers. E. Alpaydin and C. Kaynak, 1998.",
  licence: "CC-BY-4.0",
  citation: "alpaydin1998optdigits",
  doi: "10.24432/C50P49",
  homepage: "https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits",
  publish: "samples",
  files: {
    training: {
      sha256: "e1b683cc211604fe8fd8c4417e6a69f31380e0c61d4af22e93cc21e9257ffedd",
      bytes: 563639,
      sources: [{url: `${archive}/optdigits.tra`}],
      format,
    },
    test: {
      sha256: "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8",
      bytes: 264712,
      sources: [{url: `${archive}/optdigits.tes`}],
      format,
    },
  },
});
