package org.stackdeck.launchtemplates;

import org.stackdeck.access.Grantee;

/**
 * Users who may see a launch template, in addition to its owner and administrators. These users must also have the
 * permission to launch servers in its project.
 */
public sealed interface LaunchTemplateVisibility {

    /** No additional users. */
    record OwnerOnly() implements LaunchTemplateVisibility {}

    /** All users who may launch servers in the project. */
    record AllUsers() implements LaunchTemplateVisibility {}

    /** A user, or the members of a group, if they may launch servers in the project. */
    record SingleGrantee(Grantee grantee) implements LaunchTemplateVisibility {}
}
