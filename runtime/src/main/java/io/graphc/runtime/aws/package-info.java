/** How services of AWS are reached: region, credentials, addresses, the one HTTP client, and what their failures mean. */
@NullMarked
package io.graphc.runtime.aws;

import org.jspecify.annotations.NullMarked;
