package org.stackdeck.recipes;

import org.stackdeck.access.Grantee;

/** Who sees a recipe beside its owner and administrators: never anybody who may launch no server in its project. */
public sealed interface Sharing {

    /** Nobody else. */
    record WithNobody() implements Sharing {}

    /** Whoever may launch servers in the project. */
    record WithEveryone() implements Sharing {}

    /** A user, or whoever is in a group, as long as they may launch servers in the project. */
    record With(Grantee grantee) implements Sharing {}
}
