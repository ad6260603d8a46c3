package org.stackdeck.identity.group;

/** A group is being deleted. Published within the transaction, so that dependent data is deleted with it. */
public record GroupDeleted(GroupId group) {}
