/** REST endpoints by which administrators manage users, groups and settings. */
@NullMarked
package org.stackdeck.api.users;

import org.jspecify.annotations.NullMarked;
