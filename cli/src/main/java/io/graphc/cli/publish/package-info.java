/** What a command found, written for other tools: JUnit XML, SARIF, annotations and a summary in Markdown. */
@NullMarked
package io.graphc.cli.publish;

import org.jspecify.annotations.NullMarked;
