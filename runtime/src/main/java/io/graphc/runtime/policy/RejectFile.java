package io.graphc.runtime.policy;

/**
 * A file of rejected rows, for one reason.
 *
 * @param element the id of the element type
 * @param rows how many rows of the element query were rejected
 * @param path the file, relative to the project folder
 */
public record RejectFile(String element, RejectReason reason, long rows, String path) {}
