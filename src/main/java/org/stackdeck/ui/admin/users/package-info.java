/** Users page: list of users, their registrations, and the actions on them. */
@NullMarked
package org.stackdeck.ui.admin.users;

import org.jspecify.annotations.NullMarked;
