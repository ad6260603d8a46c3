/** Audit page: search, display, export and verification of the audit trail. */
@NullMarked
package org.stackdeck.ui.admin.audit;

import org.jspecify.annotations.NullMarked;
