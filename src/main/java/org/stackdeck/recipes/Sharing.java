package org.stackdeck.recipes;

import org.stackdeck.access.Grantee;

/**
 * Users who see a launch template besides its owner and administrators. They must be allowed to launch servers in its
 * project.
 */
public sealed interface Sharing {

    /** No other users. */
    record WithNobody() implements Sharing {}

    /** All users who may launch servers in the project. */
    record WithEveryone() implements Sharing {}

    /** A user, or the members of a group, if they may launch servers in the project. */
    record With(Grantee grantee) implements Sharing {}
}
