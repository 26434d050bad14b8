/**
 * By SPDX identifier, phrases that the licence's text holds and its neighbours' do not.
 * From the texts of the SPDX licence list (spdx.org/licenses); white space and case do not count.
 */
export const licencePhrases: Readonly<Record<string, readonly string[]>> = {
  "Apache-2.0": ["Apache License", "Version 2.0, January 2004", "Grant of Patent License"],
  MIT: ["Permission is hereby granted, free of charge", "The above copyright notice and this permission notice shall be included"],
  ISC: ["Permission to use, copy, modify, and/or distribute this software for any purpose", "THE SOFTWARE IS PROVIDED \"AS IS\""],
  "BSD-2-Clause": ["Redistributions of source code must retain", "Redistributions in binary form must reproduce"],
  "BSD-3-Clause": ["Redistributions of source code must retain", "endorse or promote products derived from this software"],
  "MPL-2.0": ["Mozilla Public License", "Version 2.0"],
  "GPL-2.0-only": ["GNU GENERAL PUBLIC LICENSE", "Version 2, June 1991"],
  "GPL-2.0-or-later": ["GNU GENERAL PUBLIC LICENSE", "Version 2, June 1991"],
  "GPL-3.0-only": ["GNU GENERAL PUBLIC LICENSE", "Version 3, 29 June 2007"],
  "GPL-3.0-or-later": ["GNU GENERAL PUBLIC LICENSE", "Version 3, 29 June 2007"],
  "AGPL-3.0-only": ["GNU AFFERO GENERAL PUBLIC LICENSE", "Version 3, 19 November 2007"],
  "AGPL-3.0-or-later": ["GNU AFFERO GENERAL PUBLIC LICENSE", "Version 3, 19 November 2007"],
  "LGPL-3.0-only": ["GNU LESSER GENERAL PUBLIC LICENSE", "Version 3, 29 June 2007"],
  "LGPL-3.0-or-later": ["GNU LESSER GENERAL PUBLIC LICENSE", "Version 3, 29 June 2007"],
  "CC0-1.0": ["CC0 1.0 Universal"],
  "CC-BY-4.0": ["Creative Commons Attribution 4.0 International"],
  "CC-BY-SA-4.0": ["Creative Commons Attribution-ShareAlike 4.0 International"],
  "EPL-2.0": ["Eclipse Public License - v 2.0"],
  "EUPL-1.2": ["EUROPEAN UNION PUBLIC LICENCE v. 1.2"],
  Unlicense: ["This is free and unencumbered software released into the public domain"],
};
