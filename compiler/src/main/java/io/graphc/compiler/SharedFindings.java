package io.graphc.compiler;

import io.graphc.compiler.query.SharedAnalyses;
import io.graphc.compiler.resolve.SeedValues;

/**
 * What one tenant finds out for all of a compilation. Safe to share between threads.
 *
 * @param analyses the answers to queries
 * @param seeds what is wrong with the values of seeds
 */
record SharedFindings(SharedAnalyses analyses, SeedValues seeds) {}
