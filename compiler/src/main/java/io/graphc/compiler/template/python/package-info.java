/** The parts of Python's modules datetime, re, itertools and pytz that dbt offers to templates under {@code modules}. */
@NullMarked
package io.graphc.compiler.template.python;

import org.jspecify.annotations.NullMarked;
