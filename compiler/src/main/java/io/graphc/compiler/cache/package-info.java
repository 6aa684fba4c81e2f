/** What earlier compilations found out, kept between runs under the hash of all that it depends on. */
@NullMarked
package io.graphc.compiler.cache;

import org.jspecify.annotations.NullMarked;
