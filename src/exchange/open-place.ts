import type {Address} from "./address.ts";
import {openFolderPlace} from "./folder-place.ts";
import {openHttpPlace} from "./http-place.ts";
import {usualPatience, type Place} from "./place.ts";
import {openS3Place} from "./s3-place.ts";
import {openSshPlace} from "./ssh-place.ts";

/** Opens a place; nothing is asked of it yet. */
export function openPlace(address: Address, environment: NodeJS.ProcessEnv, patience = usualPatience): Place {
  switch (address.kind) {
    case "folder": return openFolderPlace(address.folder);
    case "ssh": return openSshPlace(address, patience);
    case "s3": return openS3Place(address, environment, patience);
    case "http": return openHttpPlace(address.base, environment, patience);
  }
}
