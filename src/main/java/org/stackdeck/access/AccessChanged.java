package org.stackdeck.access;

import org.stackdeck.identity.UserId;

/**
 * Published when a change to a grant, role, group, server owner or account affects the access of a user. Handled after
 * the commit.
 */
public record AccessChanged(UserId user) {}
