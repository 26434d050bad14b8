#!/bin/sh
# What each variation of reprotest changes, one file each: built twice, every file has to differ, or that variation did not take effect.
set -eu
mkdir artefacts
cd artefacts
echo "${REPROTEST_CAPTURE_ENVIRONMENT-}" >environment
pwd -P >build_path
uname -r >kernel
grep -m 1 stack /proc/self/maps >aslr
nproc >num_cpus
date +%F >time
mkdir order
seq -f order/%g 30 | xargs touch
ls -f order >fileordering
hostname >domain_host
echo "${HOME-}" >home
echo "${LC_ALL-} ${LANG-}" >locales
echo "$PATH" >exec_path
date +%z >timezone
umask >umask
