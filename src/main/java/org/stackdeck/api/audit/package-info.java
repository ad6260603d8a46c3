/** REST endpoints by which administrators export and verify the audit trail and set its retention period. */
@NullMarked
package org.stackdeck.api.audit;

import org.jspecify.annotations.NullMarked;
