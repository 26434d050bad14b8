import {AwsV4Signer} from "aws4fetch";
import {UserError} from "../errors.ts";
import {webUrl, type Address} from "./address.ts";
import type {Patience, Place} from "./place.ts";
import {openWebPlace, type Method} from "./web-place.ts";

type S3Address = Extract<Address, {readonly kind: "s3"}>;

/** The SHA-256 of no bytes: what a request without a body is signed with. */
const ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/**
 * A bucket of S3 or of anything that speaks its protocol. Credentials come from the environment, as for every tool of AWS; without any, a public bucket can be
 * read. Requests are signed with the object's digest (AWS Signature Version 4), so that the service itself refuses other bytes.
 */
export function openS3Place(address: S3Address, environment: NodeJS.ProcessEnv, patience: Patience): Place {
  const {bucket, prefix} = address;
  const region = address.region ?? environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? "us-east-1";
  const base = baseOf(address, region, environment);
  const root = `${base.pathname.replace(/\/$/, "")}/${prefix === "" ? "" : `${prefix.split("/").map(encodeURIComponent).join("/")}/`}`;
  const credentials = credentialsOf(environment);
  const title = `s3://${bucket}${prefix === "" ? "" : `/${prefix}`}`;
  return openWebPlace({
    title,
    urlOf: (path) => new URL(`${root}${path}`, base.origin),
    async headers(method, url, payload) {
      if (credentials !== undefined) return signed(method, url, payload ?? ofNothing, region, credentials);
      if (method === "PUT") throw new UserError(`${title}: no credentials to write with`, "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN, where there is one)");
      return {};
    },
    checksPayload: true,
    mend: `look at the bucket, its region (${region}) and the credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`,
  }, patience);
}

/** Where a bucket's objects begin: AWS names the bucket in the host, other services in the path. */
function baseOf({bucket, endpoint}: S3Address, region: string, environment: NodeJS.ProcessEnv): URL {
  const configured = environment["AWS_ENDPOINT_URL_S3"] ?? environment["AWS_ENDPOINT_URL"];
  const given = endpoint ?? (configured === undefined ? undefined : webUrl(configured));
  if (given !== undefined) return new URL(`${given.pathname.replace(/\/$/, "")}/${bucket}/`, given.origin);
  // a dot in the host would not fit the service's certificate
  return bucket.includes(".") ? new URL(`https://s3.${region}.amazonaws.com/${bucket}/`) : new URL(`https://${bucket}.s3.${region}.amazonaws.com/`);
}

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

function credentialsOf(environment: NodeJS.ProcessEnv): Credentials | undefined {
  const {AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "", AWS_SESSION_TOKEN: sessionToken = ""} = environment;
  if (accessKeyId === "" && secretAccessKey === "") return undefined;
  if (accessKeyId === "" || secretAccessKey === "") throw new UserError(`AWS_${accessKeyId === "" ? "ACCESS_KEY_ID" : "SECRET_ACCESS_KEY"} is not set, but its fellow is`, "set both, or neither to read a public bucket");
  return {accessKeyId, secretAccessKey, ...(sessionToken === "" ? {} : {sessionToken})};
}

async function signed(method: Method, url: URL, payload: string, region: string, credentials: Credentials): Promise<Readonly<Record<string, string>>> {
  const signer = new AwsV4Signer({...credentials, method, url: url.href, service: "s3", region, headers: {"x-amz-content-sha256": payload}});
  const {headers} = await signer.sign();
  return Object.fromEntries([...headers].filter(([name]) => name !== "host"));
}
