#!/bin/sh
# What reprotest builds twice: a selection of runs, and everything that people see. The artefacts are gathered in artefacts/.
set -eu
./reproduce.sh --fresh --seeds 1 || [ $? -eq 1 ] # what differs from the baseline stands in verdicts.json, which is compared
mkdir artefacts
for what in build/figures build/tables build/paper build/paper.pdf build/checklist build/plan.json build/report.json build/verdicts.json dist paper results; do
  mkdir -p "artefacts/$(dirname "$what")"
  cp -R "$what" "artefacts/$what"
done
mkdir artefacts/store
cp -R .reprise/store/objects .reprise/store/trained artefacts/store/ # weights, predictions and series; beside them lies provenance, which tells times
