/** One class a command, and the options that several of them share. */
@NullMarked
package io.graphc.cli.command;

import org.jspecify.annotations.NullMarked;
