import {defineProject} from "reprise";

export default defineProject({
  title: "How many filters see a stripe",
  authors: [{name: "Ada Example", affiliation: "University of Nowhere"}],
  abstract: "We ask how many convolutional filters tell the direction of noisy stripes.",
  licence: "MIT",
  site: "https://example.org/stripes/",
  groups: {main: ["stripes"]},
});
