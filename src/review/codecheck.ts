import {Document, Scalar} from "yaml";
import {sha256} from "../store/store.ts";
import {cameOut, type Review} from "./record.ts";
import {sentencesOf} from "./sentences.ts";

/** What CODECHECK asks of the paper. */
export interface CheckedPaper {
  readonly title: string;
  readonly authors: readonly {readonly name: string; readonly orcid?: string}[];
  readonly repository?: string;
}

/** `codecheck.yml`, as https://codecheck.org.uk/spec/config/1.0/ has it: what was made again, by whom, when, and where the report is. */
export function codecheckYaml(review: Review, paper: CheckedPaper, certificate: string): string {
  const document = new Document({
    version: "https://codecheck.org.uk/spec/config/1.0/",
    manifest: review.runs.filter(cameOut).map(({run, status}) => ({file: `results/${run}.json`, comment: status === "identical" ? "made again: identical" : "made again: within the declared tolerance"})),
    paper: {title: paper.title, authors: paper.authors.map(({name, orcid}) => ({name, ...(orcid === undefined ? {} : {ORCID: orcid.replace("https://orcid.org/", "")})}))},
    codechecker: [{name: review.reviewer ?? "anonymous reviewer"}],
    report: namedInformation(certificate),
    summary: `${sentencesOf(review).join("\n")}\n`,
    ...(paper.repository === undefined ? {} : {repository: paper.repository}),
    check_time: quoted(review.ended.slice(0, 19).replace("T", " ")),
  });
  document.commentBefore = " Belongs into the project's own folder, which its paths start from. The report is named by the digest of certificate.json;\n put its address there once it is published.";
  return document.toString({directives: true, lineWidth: 0});
}

/** A text that YAML 1.1 would else take for a time. */
function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

/** RFC 6920: a name that is the content's SHA-256, whoever holds it. */
const namedInformation = (content: string): string => `ni:///sha-256;${Buffer.from(sha256(content), "hex").toString("base64url")}`;
