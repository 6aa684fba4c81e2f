/** What the commands on tenants find out and say: drafts of files, what a tenant can have, how two differ. */
@NullMarked
package io.graphc.cli.tenant;

import org.jspecify.annotations.NullMarked;
