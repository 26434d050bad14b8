import {defineConfig} from "astro/config";
import {reprise} from "reprise/site";

export default defineConfig({integrations: [reprise()]});
