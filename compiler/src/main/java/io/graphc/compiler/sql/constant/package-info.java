/** The small languages inside of text constants: what Trino certainly refuses of them, so that no query is paid for it. */
@NullMarked
package io.graphc.compiler.sql.constant;

import org.jspecify.annotations.NullMarked;
