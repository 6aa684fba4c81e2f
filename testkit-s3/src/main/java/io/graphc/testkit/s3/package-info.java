/** The process that a test's S3 runs in. */
@NullMarked
package io.graphc.testkit.s3;

import org.jspecify.annotations.NullMarked;
