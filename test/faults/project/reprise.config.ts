import {defineProject} from "reprise";

export default defineProject({
  title: "Two rings", authors: [{name: "Ada Example"}], abstract: "A small network tells two noisy rings apart.",
  licence: "MIT", site: "https://example.org/rings/", groups: {main: ["rings"]},
});
