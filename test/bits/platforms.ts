import {existsSync} from "node:fs";
import {browserPlatform, type Browser} from "./browser-platform.ts";
import {nodePlatform, type NodeCommand} from "./node-platform.ts";
import {installedNode} from "./nodes.ts";
import type {Platform} from "./platform.ts";

/** What asks no one on the network and shows nothing; without a sandbox, which a container has no rights for. */
const chromium: Browser = {
  name: "chromium",
  program: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  mend: "apt-get install chromium, or set CHROMIUM to its program",
  parameters: (profile, address) => [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    `--user-data-dir=${profile}`, address,
  ],
};

const quiet = [
  "app.normandy.enabled", "app.update.enabled", "browser.newtabpage.enabled", "browser.region.update.enabled", "browser.safebrowsing.downloads.enabled", "browser.safebrowsing.malware.enabled",
  "browser.safebrowsing.phishing.enabled", "browser.search.update", "browser.shell.checkDefaultBrowser", "datareporting.healthreport.uploadEnabled", "datareporting.policy.dataSubmissionEnabled",
  "dom.push.enabled", "extensions.getAddons.cache.enabled", "extensions.update.enabled", "network.captive-portal-service.enabled", "network.connectivity-service.enabled", "network.prefetch-next",
  "toolkit.telemetry.enabled",
];
const firefoxProfile = [...quiet.map((name) => `user_pref("${name}", false);`), 'user_pref("services.settings.server", "http://127.0.0.1:9/");', 'user_pref("datareporting.policy.firstRunURL", "");'];

const firefox: Browser = {
  name: "firefox",
  program: process.env["FIREFOX"] ?? "/usr/bin/firefox-esr",
  mend: "apt-get install firefox-esr, or set FIREFOX to its program",
  parameters: (profile, address) => ["--headless", "--no-remote", "--profile", profile, address],
  profile: {"user.js": firefoxProfile.join("\n")},
};

const emulator = "/usr/bin/qemu-aarch64-static", armLibraries = "/usr/aarch64-linux-gnu";
/** Debian's packages that let a Node for arm64 run here. */
export const armPackages = ["qemu-user-static", "libc6-arm64-cross", "libstdc++6-arm64-cross", "libatomic1-arm64-cross"];

/** A Node for arm64 under QEMU, or what it lacks. */
export async function emulatedNode(): Promise<NodeCommand | string> {
  const lacking = [emulator, `${armLibraries}/lib/libc.so.6`, `${armLibraries}/lib/libstdc++.so.6`, `${armLibraries}/lib/libatomic.so.1`].filter((path) => !existsSync(path));
  if (lacking.length > 0) return `${lacking.join(", ")} not here: apt-get install ${armPackages.join(" ")}`;
  const found = await installedNode("node-arm64");
  return typeof found === "string" ? found : {program: emulator, before: [found.program], environment: {QEMU_LD_PREFIX: armLibraries}};
}

/** Every platform that the bits are compared on, the slowest first. */
export const platforms: readonly Platform[] = [
  nodePlatform("arm64", emulatedNode),
  nodePlatform("node-26", async () => ({program: process.execPath, before: []})),
  nodePlatform("node-24", () => installedNode("node-24")),
  nodePlatform("node-22", () => installedNode("node-22")),
  browserPlatform(chromium),
  browserPlatform(firefox),
];
