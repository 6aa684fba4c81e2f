/** The project as written: specs with a span on every value, and the loader that reads them from files. */
@NullMarked
package io.graphc.project;

import org.jspecify.annotations.NullMarked;
