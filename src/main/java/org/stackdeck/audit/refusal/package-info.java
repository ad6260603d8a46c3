/** Limits the number of audit entries for refused actions by summarizing them. */
@NullMarked
package org.stackdeck.audit.refusal;

import org.jspecify.annotations.NullMarked;
