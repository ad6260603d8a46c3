package org.stackdeck.accessrequests;

/**
 * Published on the instance on which a request is created, cancelled or decided. Listeners handle it after the commit.
 *
 * @param request the request after the change
 */
public record AccessRequestStateChanged(AccessRequest request) {}
