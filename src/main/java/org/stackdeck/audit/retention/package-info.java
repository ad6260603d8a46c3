/** Deletes audit entries older than the retention period and records each deletion in the trail. */
@NullMarked
@NamedInterface("retention")
package org.stackdeck.audit.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
