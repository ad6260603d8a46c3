/** Administration pages: users, clouds, settings and the audit trail. */
@NullMarked
package org.stackdeck.ui.admin;

import org.jspecify.annotations.NullMarked;
