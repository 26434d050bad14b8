import type {CheckRecord, Checks} from "../records/checks.ts";
import type {Check} from "./check.ts";
import {attestedItems} from "./checks/attested-items.ts";
import {baselineReproduced} from "./checks/baseline-reproduced.ts";
import {citation} from "./checks/citation.ts";
import {claimsHold} from "./checks/claims-hold.ts";
import {dataCited} from "./checks/data-cited.ts";
import {dataVerified} from "./checks/data-verified.ts";
import {environmentRecorded} from "./checks/environment-recorded.ts";
import {errorBarsDeclared} from "./checks/error-bars-declared.ts";
import {figuresRedrawn} from "./checks/figures-redrawn.ts";
import {hyperparametersInPaper} from "./checks/hyperparameters-in-paper.ts";
import {licence} from "./checks/licence.ts";
import {limitationsPresent} from "./checks/limitations-present.ts";
import {lockFile} from "./checks/lock-file.ts";
import {metricsInBounds} from "./checks/metrics-in-bounds.ts";
import {noPrivateFacts} from "./checks/no-private-facts.ts";
import {numbersBound} from "./checks/numbers-bound.ts";
import {parametersRecorded} from "./checks/parameters-recorded.ts";
import {readmeCommands} from "./checks/readme-commands.ts";
import {reproducibilityStatement} from "./checks/reproducibility-statement.ts";
import {resultsCanonical} from "./checks/results-canonical.ts";
import {seedsComplete} from "./checks/seeds-complete.ts";
import {treeClean} from "./checks/tree-clean.ts";
import {valuesCurrent} from "./checks/values-current.ts";
import {weightsByDigest} from "./checks/weights-by-digest.ts";

/** Every check, in the order in which a reader meets them. */
export const checklist: readonly Check[] = [
  claimsHold, numbersBound, valuesCurrent, figuresRedrawn,
  baselineReproduced, resultsCanonical, weightsByDigest,
  seedsComplete, parametersRecorded, hyperparametersInPaper, metricsInBounds, environmentRecorded,
  errorBarsDeclared,
  dataVerified, dataCited,
  lockFile, readmeCommands, treeClean, noPrivateFacts,
  licence, citation, limitationsPresent, reproducibilityStatement, ...attestedItems,
];

/** What `--strict` fails on: required checks that failed, and signatures that went stale. */
export const strictFailures = ({checks}: Checks): readonly CheckRecord[] =>
  checks.filter(({status, severity}) => status === "stale" || (status === "failed" && severity === "required"));
