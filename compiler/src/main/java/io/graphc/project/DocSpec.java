package io.graphc.project;

import io.graphc.source.Located;

/**
 * A text for descriptions: what stands between {@code docs} and {@code enddocs} in a file of Markdown.
 *
 * @param packageName the project or package that it belongs to
 * @param text without the white space around it, not rendered
 */
public record DocSpec(String packageName, Located<String> name, String text) {}
