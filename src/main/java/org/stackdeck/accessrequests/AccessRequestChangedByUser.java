package org.stackdeck.accessrequests;

/**
 * Published when a user creates, cancels or decides a request, only on the instance that stores the change. Listeners
 * handle it after the commit.
 *
 * @param request the request after the change
 */
public record AccessRequestChangedByUser(AccessRequest request) {}
