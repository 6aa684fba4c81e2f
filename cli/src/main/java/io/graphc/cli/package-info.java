/** The command line: start, terminal, exit codes; the commands themselves are one package below. */
@NullMarked
package io.graphc.cli;

import org.jspecify.annotations.NullMarked;
