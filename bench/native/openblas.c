/*
 * OpenBLAS's sgemm on square matrices, in the lines of worker.ts: openblas SIZE TRANSPOSE_A TRANSPOSE_B.
 * cc -O2 openblas.c -lopenblas -o openblas; run with OPENBLAS_NUM_THREADS=1.
 */
#include <cblas.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* The numbers of numbers.ts. */
static float *numbers(size_t count, uint32_t seed) {
  float *drawn = malloc(count * sizeof(float));
  uint32_t state = seed * 0x9e3779b9u;
  for (size_t i = 0; i < count; i++) {
    state = state * 1664525u + 1013904223u;
    drawn[i] = (float)(state / 2147483648.0 - 1);
  }
  return drawn;
}

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

static long long peak_memory(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss * 1024LL;
}

int main(int count, char **words) {
  if (count != 4) return 2;
  int n = atoi(words[1]);
  enum CBLAS_TRANSPOSE left = atoi(words[2]) ? CblasTrans : CblasNoTrans, right = atoi(words[3]) ? CblasTrans : CblasNoTrans;
  size_t size = (size_t)n * n;
  float *a = numbers(size, 1), *b = numbers(size, 2), *c = malloc(size * sizeof(float));
  char line[64];
  setvbuf(stdout, NULL, _IOLBF, 0);
  printf("{\"wall\":0,\"cpu\":0,\"peakMemory\":%lld,\"version\":\"%s\"}\n", peak_memory(), openblas_get_config());
  while (fgets(line, sizeof line, stdin)) {
    if (!strncmp(line, "end", 3)) break;
    if (!strncmp(line, "check", 5)) {
      double sum = 0;
      for (size_t i = 0; i < size; i++) sum += fabs(c[i]);
      printf("{\"check\":%.9g}\n", sum / size);
      continue;
    }
    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (long left_to_do = atol(line + 4); left_to_do > 0; left_to_do--)
      cblas_sgemm(CblasRowMajor, left, right, n, n, n, 1, a, n, b, n, 0, c, n);
    printf("{\"wall\":%.9f,\"cpu\":%.9f}\n", seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
  }
  printf("{\"peakMemory\":%lld}\n", peak_memory());
  return 0;
}
