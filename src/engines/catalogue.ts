/** An engine that npm alone cannot give. */
export type InstallableEngine = "cuda" | "native";

/** A package of npm's, fetched as it was published and never installed by npm, so that no script of it runs. */
export interface NpmPackage {
  readonly name: string;
  readonly version: string;
  /** Subresource integrity of the tarball, as npm's lock files write it. */
  readonly integrity: string;
}

/** A file with the digest that it must have, where anyone knows it. */
export interface Archive {
  readonly file: string;
  readonly sha256: string;
}

/** What an engine is made of. */
export interface CatalogueEntry {
  /** TensorFlow.js's binding: JavaScript kernels, and the C++ that is compiled here. */
  readonly binding: NpmPackage;
  /** The C library that TensorFlow.js 4.22.0 was released with, by platform. */
  readonly libraries: Readonly<Record<string, Archive>>;
  /** The Python project whose wheels carry a newer one, by platform. */
  readonly wheels: Readonly<Record<string, string>>;
}

/** What the kernels need at run time, and the C++ at compile time; the rest of what tfjs-node depends on is not used. */
export const protobuf: NpmPackage = {name: "google-protobuf", version: "3.21.4", integrity: "sha512-MnG7N936zcKTco4Jd2PX2U96Kf9PxygAPKBug+74LHzmHXmceN16MmRcdgZv+DGef/S9YvQAfRsNCn4cjf9yyQ=="};
export const nodeHeaders: NpmPackage = {name: "node-api-headers", version: "1.9.0", integrity: "sha512-2oNILP4jXwRB4ywnYKjVk1YyJ96n2D4EOVJO6S3oYZ5PtbJrw3Yt9TpAuX3nBLMuzn74rnfGQrv13pS9vC+YiA=="};

/** Where TensorFlow publishes its C library, and where Python's packages are listed. */
export const libraryAddress = "https://storage.googleapis.com/tensorflow/libtensorflow/";
export const wheelIndex = "https://pypi.org/simple/";

export const catalogue: Readonly<Record<InstallableEngine, CatalogueEntry>> = {
  native: {
    binding: {name: "@tensorflow/tfjs-node", version: "4.22.0", integrity: "sha512-uHrXeUlfgkMxTZqHkESSV7zSdKdV0LlsBeblqkuKU9nnfxB1pC6DtoyYVaLxznzZy7WQSegjcohxxCjAf6Dc7w=="},
    // TensorFlow publishes no digests of these archives; these are the ones that github.com/wamuir/graft verifies.
    libraries: {"linux-x64": {file: "libtensorflow-cpu-linux-x86_64-2.9.1.tar.gz", sha256: "7f510d2546e3db5e10b1d119463689003d587842892ad3c95bca51cf82820173"}},
    wheels: {"linux-x64": "tensorflow-cpu", "linux-arm64": "tensorflow"},
  },
  cuda: {
    binding: {name: "@tensorflow/tfjs-node-gpu", version: "4.22.0", integrity: "sha512-p//NN6DGiN4hInUmIkRffaFVMcdTREUMjPyjW04J7OXvB2zBlQimj61eFKSgRrH3f5TnOfKzb0n56he/B6a4bw=="},
    libraries: {"linux-x64": {file: "libtensorflow-gpu-linux-x86_64-2.9.1.tar.gz", sha256: "20c46f761d5905f592c4eac0812e8e50d9cb439f9440a9391912cf4c02ed8be8"}},
    wheels: {"linux-x64": "tensorflow"},
  },
};
