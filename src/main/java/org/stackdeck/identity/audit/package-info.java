/** Access of administrators to the audit trail and its retention period. */
@NullMarked
@NamedInterface("audit")
package org.stackdeck.identity.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
