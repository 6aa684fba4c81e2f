package io.graphc.runtime.load;

/**
 * An entry of a file that a loader did not take.
 *
 * @param code the loader's code for the reason
 * @param record the number of the record in the file, 0 where the loader does not say
 */
public record LoadError(String code, String message, String file, long record) {}
