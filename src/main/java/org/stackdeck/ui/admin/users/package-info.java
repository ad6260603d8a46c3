/** Users page: list of users, registrations with taken names, and the actions on users. */
@NullMarked
package org.stackdeck.ui.admin.users;

import org.jspecify.annotations.NullMarked;
