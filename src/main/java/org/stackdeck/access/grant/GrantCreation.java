package org.stackdeck.access.grant;

import org.stackdeck.access.Grant;

/**
 * Result of the creation of a grant.
 *
 * @param created false if the grant with equal terms already existed
 */
public record GrantCreation(Grant grant, boolean created) {}
