import {layers} from "./workloads/layers.ts";
import {networks} from "./workloads/networks.ts";
import {products} from "./workloads/products.ts";
import type {Workload} from "./workload.ts";

/** Everything that is measured, in the order in which it is told. Start-up is measured in start-up.ts. */
export const workloads: readonly Workload[] = [...products, ...layers, ...networks];
