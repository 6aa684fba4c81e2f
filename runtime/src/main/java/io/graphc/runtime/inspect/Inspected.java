package io.graphc.runtime.inspect;

import io.graphc.diagnostic.Diagnostic;
import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param what a few words for it
 * @param found what it is like; empty with a problem
 * @param problem what is wrong with it
 */
public record Inspected(String what, String found, Optional<Diagnostic> problem) {}
