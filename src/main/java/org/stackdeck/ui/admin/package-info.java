/** Pages for administrators: users and their grants, clouds, the audit trail. */
@NullMarked
package org.stackdeck.ui.admin;

import org.jspecify.annotations.NullMarked;
