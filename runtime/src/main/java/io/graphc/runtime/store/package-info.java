/** Objects in a folder or below a prefix of S3: sent with checksums, read in constant memory, replaced on conditions. */
@NullMarked
package io.graphc.runtime.store;

import org.jspecify.annotations.NullMarked;
