/** What a container for a review needs to know of the project. */
export interface ContainerOptions {
  /** Node's major version. */
  readonly node: string;
  /** How the project's command line is called, from its folder. */
  readonly command: readonly string[];
  readonly budget: string;
  readonly nonce: string | undefined;
}

/**
 * A recipe for strangers' code: packages are fetched while the image is built, without their scripts; the review then has no network, no capabilities, a read-only
 * source and one folder to write to. It is printed, and nothing is started. Guard and permissions of Node stop mistakes; only a container stops malice.
 */
export function containerRecipe({node, command, budget, nonce}: ContainerOptions): string {
  return `#!/bin/sh
# Reviews code of strangers in a container. In a fresh clone, before npm ci:  npx reprise review --container | sh
# docker instead of podman:  npx reprise review --container | sed 's/podman/docker/; s/ --userns keep-id//' | sh
set -eu

# Fetches the packages that package-lock.json names; runs no script of theirs.
podman build --tag reprise-review --file - . <<'RECIPE'
${containerfile(node, command)}RECIPE

# No network, no capabilities, nothing to write to but build/review.
mkdir -p build/review
podman run --rm --userns keep-id --user "$(id -u):$(id -g)" \\
  --network none --read-only --cap-drop all --security-opt no-new-privileges --pids-limit 512 \\
  --tmpfs /tmp:mode=1777 --tmpfs /project/.reprise:mode=1777 --tmpfs /project/build:mode=1777 \\
  --volume "$PWD/build/review:/out" \\
  \${REPRISE_MIRROR:+--volume "$REPRISE_MIRROR:/data:ro" --env REPRISE_MIRROR=/data} \\
  reprise-review --budget ${quoted(budget)}${nonce === undefined ? "" : ` --nonce ${quoted(nonce)}`}
`;
}

const containerfile = (node: string, command: readonly string[]): string => `FROM docker.io/library/node:${node}-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/* && git config --system --add safe.directory /project
WORKDIR /project
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN mkdir -p .reprise build && chmod 1777 .reprise build
USER node
ENV HOME=/tmp
ENTRYPOINT ${JSON.stringify([...command, "review", "--out", "/out"])}
`;

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
