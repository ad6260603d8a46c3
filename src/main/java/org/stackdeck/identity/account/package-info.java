/** Accounts in the database, their states and roles, profile and preferences. */
@NullMarked
@NamedInterface("account")
package org.stackdeck.identity.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
