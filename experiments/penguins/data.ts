import {defineData} from "reprise";

/** Size measurements of three penguin species at Palmer Station, Antarctica; one row's sex is entered as ".". */
export const penguins = defineData({
  id: "penguins",
  title: "Palmer penguins",
  description: "344 penguins of three species observed at Palmer Station, Antarctica, from 2007 to 2009: bill, flipper and body mass, island and sex. "
    + "Collected by K. Gorman and the Palmer Station LTER, prepared by A. Horst, A. Hill and K. Gorman.",
  licence: "CC0-1.0",
  citation: "horst2020palmerpenguins",
  doi: "10.5281/zenodo.3960218",
  homepage: "https://allisonhorst.github.io/palmerpenguins/",
  publish: "samples",
  file: {
    sha256: "0facf769609f1205b82cbceb8238c36af3e6147a0ca0e163902cc6281ce3e917",
    bytes: 67119,
    sources: [{package: "vega-datasets", path: "data/penguins.json"}],
    format: {kind: "json-records", missing: ["."]},
  },
});
